using System.Text.Json;
using System.Text.RegularExpressions;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>
/// A worked example of <c>docs/guides/examples</c>: a query under a comment that says what it is for, one line
/// <c># Variables: {…}</c> where it has any, and one line <c># May be empty: …</c> with the fields about which entries often
/// say nothing.
/// </summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record ExampleQuery(string Name, string Text)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "guides", "examples");

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.graphql")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static ExampleQuery Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name + ".graphql")));

    /// <summary>The fields that may be without value in every object of the answer: names, or paths of names.</summary>
    public IReadOnlyList<string> MayBeEmpty =>
        EmptyLine().Match(Text) is { Success: true } line ? line.Groups[1].Value.Split(", ") : [];

    /// <summary>Whether it asks for a field of the root, by its own name or another.</summary>
    public bool AsksFor(string query) => Regex.IsMatch(Text, $@"^  (\w+: )?{query}\b", RegexOptions.Multiline);

    /// <summary>The variables; ids, which no file can know, are written <c>&lt;id of KEY&gt;</c>.</summary>
    public async Task<JsonElement> VariablesAsync(Func<string, Task<Guid>> idOf)
    {
        var json = VariablesLine().Match(Text) is { Success: true } line ? line.Groups[1].Value : "{}";
        foreach (var key in IdPlace().Matches(json).Select(match => match.Groups[1].Value).Distinct())
        {
            json = json.Replace($"<id of {key}>", (await idOf(key)).ToString(), StringComparison.Ordinal);
        }

        return JsonSerializer.Deserialize<JsonElement>(json);
    }

    [GeneratedRegex("^# Variables: (.+)$", RegexOptions.Multiline)]
    private static partial Regex VariablesLine();

    [GeneratedRegex(@"^# May be empty: (.+)\.$", RegexOptions.Multiline)]
    private static partial Regex EmptyLine();

    [GeneratedRegex("<id of ([a-z0-9-]+)>")]
    private static partial Regex IdPlace();
}
