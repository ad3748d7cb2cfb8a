using System.Globalization;

namespace PublicDirectory.Hostile;

/// <summary>A document that asks so many times for something dear, each time something else.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Document">The document with so many of it.</param>
internal sealed record Attack(string Name, Func<int, string> Document);

/// <summary>Everything dear in the contract, to be aliased or nested until the budget is full.</summary>
internal static class Attacks
{
    private const int MaxBody = 50_000; // characters, which as JSON with its accents are fewer than the 128 KiB that are taken

    private static readonly string[] Words =
        ["mairie", "passeport", "carte", "grise", "saint", "martin", "logement", "permis", "naissance", "école", "impôts", "retraite"];

    public static readonly Attack[] All =
    [
        Aliases("openAt, counted", i => $"administrations(first: 0, filter: {{ openAt: \"{Instant(i)}\" }}) {{ totalCount }}"),
        Aliases(
            "openAt on a public holiday, listed and counted",
            i => $"administrations(first: 100, filter: {{ openAt: \"2026-05-01T{i % 24:00}:{i % 60:00}:00Z\" }}) {{ totalCount }}"),
        Aliases(
            "openAt around Paris",
            i =>
                $"administrations(first: 100, filter: {{ openAt: \"{Instant(i)}\" }}, near: {{ commune: \"75056\", radius: 200000 }}) {{ totalCount }}"),
        Aliases(
            "nearest, counted",
            i =>
                $"administrations(first: 100, near: {{ point: {{ latitude: {F(48.8 + (i / 1000d))}, longitude: 2.35 }}, radius: 200000 }}) {{ totalCount }}"),
        Aliases(
            "names",
            i => $"administrations(first: 0, filter: {{ name: \"{(char)('a' + (i % 26))} {(char)('a' + (i / 26))}\" }}) {{ totalCount }}"),
        Aliases(
            "changed since",
            i => $"administrations(first: 100, filter: {{ updatedSince: \"20{30 + (i % 60)}-01-01T00:00:00Z\" }}) {{ totalCount }}"),
        Aliases("search", i => $"search(query: \"{Text(i)}\", first: 1) {{ totalCount }}"),
        Aliases(
            "search, misspelt",
            i =>
                $"search(query: \"demenagmnt naisance passpor {i} imatriculation certifcat\", first: 100) {{ edges {{ score highlight {{ text }} }} }}"),
        Aliases("search in Paris", i => $"search(query: \"{Text(i)}\", commune: \"75056\", first: 1) {{ totalCount }}"),
        Aliases("suggest", i => $"suggest(prefix: \"{Words[i % Words.Length]} de s{i}\", first: 20) {{ label detail }}"),
        Aliases(
            "orient",
            i => $"orient(input: {{ message: \"je voudrais {Text(i)} parce que je déménage {i}\" }}) {{ reformulation memo {{ text }} }}"),
        Aliases(
            "orient, in many words",
            i =>
                $"orient(input: {{ message: \"{string.Join(' ', Enumerable.Range(i, 60).Select(Text))}\" }}) {{ reformulation memo {{ text }} }}"),
        Long(
            "orient, in articles after what leads to a place", 5000, "à le ",
            text => $"orient(input: {{ message: \"{text}\" }}) {{ reformulation }}"),
        Long(
            "orient, in words that lead to a place", 5000, "à de ",
            text => $"orient(input: {{ message: \"{text}\" }}) {{ reformulation }}"),
        Long(
            "orient, in beginnings of many names", 5000, "à saint la ",
            text => $"orient(input: {{ message: \"{text}\" }}) {{ reformulation }}"),
        Long(
            "search, for one word said again", 200, "caf ",
            text => $"search(query: \"{text}\", first: 100) {{ edges {{ highlight {{ text }} }} }}"),
        Long(
            "names, by one letter said again", 200, "d'",
            text => $"administrations(first: 0, filter: {{ name: \"{text}\" }}) {{ totalCount }}"),
        Aliases(
            "interlocutors of a postal code",
            i =>
                $"interlocutors(serviceType: \"mairie\", postalCode: \"51300\", at: \"{Instant(i)}\", first: 10) {{ interlocutors {{ openState {{ label }} recommendedChannel {{ value }} }} }}"),
        Aliases(
            "communes by name", i => $"communes(by: {{ name: \"{(char)('a' + (i % 26))}\" }}, first: {1 + (i / 26)}) {{ nodes {{ code }} }}"),
        Aliases(
            "communes by place", i => $"communes(by: {{ near: {{ latitude: {F(43 + (i / 100d))}, longitude: 2 }} }}, first: 100) {{ nodes {{ code }} }}"),
        Aliases("entryAsOf", i => $"entryAsOf(id: \"00000000-0000-0000-0000-{i:000000000000}\", at: \"2026-03-02T09:00:00Z\") {{ id }}"),
        Aliases(
            "démarches", i => $"demarches(first: 100, filter: {{ updatedSince: \"20{30 + (i % 60)}-01-01T00:00:00Z\" }}) {{ totalCount }}"),
        Aliases("changes", i => $"changes(after: \"{i}\", first: 100) {{ nodes {{ at }} }}"),
        Aliases("statistics", i => $"statistics {{ v{i}: verifiedWithinAYear }}"),
        Nested("iCalendar", i => $"openingHours {{ iCalendar(from: \"{Date(i)}\", count: 62) }}"),
        Nested("schema.org", i => $"openingHours {{ schemaOrg(from: \"{Date(i)}\", count: 62) }}"),
        Nested("days", i => $"openingHours {{ days(from: \"{Date(i)}\", count: 62) {{ date reason }} }}"),
        Nested("OSM", i => $"openingHours {{ o{i}: osm }}"),
        Nested("states", i => $"openState(at: \"{Instant(i)}\") {{ label changesAt }}"),
        Nested("coverage", i => $"coverage(first: {1 + (i % 100)}) {{ totalCount }}"),
        Nested("children", i => $"children(first: {i % 100}) {{ totalCount }}"),
        Nested("démarches of counters", i => $"demarches(first: {i % 100}) {{ totalCount }}"),
        Nested("history", i => $"history(first: {1 + (i % 50)}) {{ summary }}"),
        Nested("notices", i => $"notices(at: \"{Instant(i)}\") {{ title }}"),
    ];

    private static Attack Aliases(string name, Func<int, string> field) => new(
        name, count => $"{{ {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}: {field(i)}"))} }}");

    // The longest text that is taken of the same part over and over, each a little otherwise; of many as much as a body may hold.
    private static Attack Long(string name, int most, string part, Func<string, string> field) => new(
        name,
        count =>
            $"{{ {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}: {field($"{i} {string.Concat(Enumerable.Repeat(part, most))}"[..Math.Min(most, MaxBody / count)])}"))} }}");

    // Below each of 100 counters: the count says how many counters and aliases there are.
    private static Attack Nested(string name, Func<int, string> field) => new(
        $"{name}, of many counters",
        count =>
            $"{{ administrations(first: {Math.Min(100, count)}, filter: {{ types: [\"mairie\"] }}) {{ nodes {{ {string.Join(' ', Enumerable.Range(0, Math.Max(1, count / 20)).Select(i => $"a{i}: {field(i)}"))} }} }} }}");

    private static string Text(int i) => $"{Words[i % Words.Length]} {Words[(i / 3) % Words.Length]} {i}";

    private static string Instant(int i) => $"2026-{1 + (i % 12):00}-{1 + (i % 28):00}T{i % 24:00}:{i % 60:00}:00Z";

    private static string Date(int i) => $"20{26 + (i % 20)}-{1 + (i % 12):00}-{1 + (i % 28):00}";

    private static string F(double value) => value.ToString(CultureInfo.InvariantCulture);
}
