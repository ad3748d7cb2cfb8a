using NodaTime;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;
using PublicDirectory.Testing.Habilitations;
using Xunit.Abstractions;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>
/// Every combination that <c>docs/guides/habilitations.tsv</c> speaks of, put to the decision and to its condition in SQL. What is expected
/// comes from that file alone. The routes are put to it by <c>Directory.Extranet.Tests</c>.
/// </summary>
public sealed class HabilitationTableTests(DatabaseFixture database, ITestOutputHelper output) : IClassFixture<DatabaseFixture>
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Someone = Guid.CreateVersion7();
    private static readonly string[] Sections = ["channels", "openingHours"];

    private readonly Law _law = new();

    [Fact]
    public void Law_Always_SpeaksOfEveryActionRightAndStateAndOfNoOther()
    {
        Assert.Equal(Enum.GetNames<EntryAction>().Order(), _law["gestes"].Codes.Order());
        Assert.Equal(Enum.GetValues<AccessRight>().Select(right => right.Code()).Order(), _law["droits"].Codes.Order());
        Assert.Equal(Enum.GetValues<ChangeRequestState>().Order(), _law["états"].Codes.Select(State).Order());
        Assert.Equal(
            Enum.GetValues<PerimeterKind>().Order(),
            _law["périmètres"].Codes.Select(code => Grants("approve", code, "none", [], Places.Invented()).Single().Perimeter.Kind)
                .Distinct()
                .Order());
    }

    [Fact]
    public void Decide_OnEveryCombination_IsAsTheLawSays()
    {
        var places = Places.Invented();
        var (seen, allowed, wrong) = (0, 0, new List<string>());
        foreach (var one in _law.Cases())
        {
            var blocks = BlocksOf(one);
            var grants = Grants(one.Right, one.Perimeter, one.Limit, blocks ?? [], places);
            var action = Enum.Parse<EntryAction>(one.Action);
            foreach (var (state, author) in Requests())
            {
                seen++;
                var expected = state is null ? _law.Suffices(one) : _law.Allows(one, author == Me, state);
                var request = state is null ? null : new RequestFacts(State(state), author);
                var decision = Habilitation.Decide(grants, Me, action, new Touched(places.Facts) { Blocks = blocks }, request, A.Morning);
                allowed += expected ? 1 : 0;
                if (decision.IsAllowed != expected)
                {
                    wrong.Add(
                        $"{one}, {state ?? "no request"}, {(author == Me ? "author" : "other")}: {decision.Refusal?.Code ?? "allowed"}");
                }
            }
        }

        output.WriteLine($"{seen} combinations, of which {allowed} are allowed");
        Assert.InRange(allowed, 1000, seen / 2);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {seen}, among them:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public async Task Predicate_OnEveryCombination_SelectsTheEntryWhereTheLawAllowsIt()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var places = await Places.PublishAsync(shop);
        var cases = _law.Cases().ToList();
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var (wrong, asked) =
            await AskAsync(
                connection, "entries e where e.id = $1", places.Entry, cases, (one, parameters) => Condition(one, places, parameters));
        output.WriteLine($"{cases.Count} combinations, {cases.Count(_law.Suffices)} of them allowed, as {asked} conditions");
        Assert.InRange(asked, 20, 2000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}, among them:\n{string.Join('\n', wrong.Take(20))}");
    }

    // Of conditions that read the same, parameters included, one is asked, all in one statement.
    private async Task<(List<string> Wrong, int Asked)> AskAsync(
        NpgsqlConnection connection, string from, Guid id, List<LawCase> cases, Func<LawCase, List<object?>, string> condition)
    {
        var questions = cases.ToLookup(one =>
        {
            List<object?> own = [];
            return condition(one, own) + string.Join(' ', own.Select(parameter => parameter is System.Collections.IEnumerable many
                and not string
                ? string.Join(',', many.Cast<object>())
                : parameter));
        });
        List<object?> parameters = [id];
        var asked =
            questions.Select((same, index) => $"select {index}, exists (select from {from} and {condition(same.First(), parameters)})");
        var answers = (await connection.QueryAsync(
            string.Join(" union all ", asked), row => (Index: row.GetInt32(0), Selects: row.GetBoolean(1)), default,
            [.. parameters])).ToDictionary();
        var wrong = questions.SelectMany((same, index) => same
            .Where(one => answers[index] != _law.Suffices(one)).Select(one => $"{one}: {answers[index]}")).ToList();
        return (wrong, questions.Count);
    }

    private static string Condition(LawCase one, Places places, List<object?> parameters)
    {
        var blocks = BlocksOf(one);
        return GrantPredicate.Build(
            Grants(one.Right, one.Perimeter, one.Limit, blocks ?? [], places), Me, Enum.Parse<EntryAction>(one.Action), A.Morning, "e",
            parameters, blocks);
    }

    [Fact]
    public async Task PredicateOfRequests_OnEveryOperation_SelectsTheRequestWhereTheLawAllowsIt()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var (wrong, asked) = (new List<string>(), 0);
        var decisions = _law["gestes"].Rows.Where(row => row["personnes"] == "other").Select(row => row["action"]).ToHashSet();
        foreach (var ofOperation in _law.Cases().Where(one => decisions.Contains(one.Action)).GroupBy(one => one.Operation))
        {
            var places = await Places.PublishAsync(shop);
            var request = await ProposeAsync(shop, places, ofOperation.Key);
            places = places with { Entry = request.EntryId };
            var cases = ofOperation.ToList();
            await using var connection = await shop.DataSource.OpenConnectionAsync();
            var (different, _) = await AskAsync(connection, "change_requests r where r.id = $1", request.Id, cases, (one, parameters) => ChangeRequestLists.Covered(
                Grants(one.Right, one.Perimeter, one.Limit, BlocksOf(one) ?? [], places), Me, Enum.Parse<EntryAction>(one.Action),
                A.Morning, parameters));
            asked += cases.Count;
            wrong.AddRange(different);
        }

        output.WriteLine($"{asked} combinations");
        Assert.InRange(asked, 500, 10_000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}, among them:\n{string.Join('\n', wrong.Take(20))}");
    }

    // What it changes beyond the entry is HabilitationReachTests' matter: here nothing does.
    private static async Task<ChangeRequest> ProposeAsync(Workshop shop, Places places, string operation)
    {
        var plain = A.Mairie() with { Parent = places.Parent, Competences = [] };
        var changed = Workshop.WithPhone(plain, "+33465710099");
        changed = operation != "change_many" ? changed : changed with
        {
            OpeningHours =
                new OpeningSchedule { Exceptional = [new ExceptionalPeriod { From = new LocalDate(2090, 3, 8), To = new LocalDate(
                    2090, 3, 8) }] },
        };
        if (operation == "bring_back")
        {
            await shop.RemoveAsync(places.Entry, 1);
        }

        var outcome = operation switch
        {
            "remove" => await shop.Drafts.DraftRemovalAsync(shop.Alice, places.Entry, default),
            "bring_back" => await shop.Drafts.DraftReturnAsync(shop.Alice, places.Entry, default),
            "create" => await shop.SaveAsync(shop.Alice, Guid.CreateVersion7(), 0, changed),
            _ => await shop.SaveAsync(shop.Alice, places.Entry, 1, changed),
        };
        return outcome.Request;
    }

    private IEnumerable<(string? State, Guid Author)> Requests() =>
        _law["états"].Codes.SelectMany(state => new[] { Me, Someone }.Select(author => ((string?)state, author))).Append((null, Me));

    private static ChangeRequestState State(string code) =>
        Enum.Parse<ChangeRequestState>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string[]? BlocksOf(LawCase one) => one.Operation switch
    {
        "change_one" => Sections[..1],
        "change_many" => Sections,
        _ => null, // the entry as a whole
    };

    private static List<AccessGrant> Grants(string right, string perimeter, string limit, string[] blocks, Places places)
    {
        var touched = blocks.Length == 0 ? Sections : blocks;
        string[]?[] limits = limit switch
        {
            "none" => [null],
            "touched" => [touched],
            "together" => [.. touched.Select(block => new[] { block })],
            "some" => [touched[..1]],
            _ => [["mission"]],
        };
        return [.. limits.Select(some => new AccessGrant
        {
            Id = Guid.CreateVersion7(),
            AccountId = Me,
            Right = AccessRights.Parse(right),
            Perimeter = places.PerimeterOf(perimeter),
            Blocks = some,
            ValidFrom = A.Morning - Duration.FromDays(1),
            GrantedAt = A.Morning - Duration.FromDays(1),
        })];
    }

    /// <summary>An entry of the Rhône, what it depends on, what depends on it, and another.</summary>
    private sealed record Places(Guid Top, Guid Parent, Guid Entry, Guid Child, Guid Other)
    {
        public EntryFacts Facts => new(Entry, EntryKind.Administration, "Mairie", ["mairie"], "69", [Parent, Top]);

        public static Places Invented() => new(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        public static async Task<Places> PublishAsync(Workshop shop)
        {
            var top = await shop.PublishAsync(A.Mairie("Préfecture") with { Types = ["prefecture"] });
            var parent = await shop.PublishAsync(A.Mairie("Sous-préfecture") with { Types = ["prefecture"], Parent = top });
            var entry = await shop.PublishAsync(A.Mairie() with { Parent = parent, Competences = [] });
            var child = await shop.PublishAsync(A.Mairie("Annexe") with { Types = ["accueil"], Parent = entry });
            var other = await shop.PublishAsync(A.Mairie("Caisse") with { Types = ["caf"], Commune = InseeCode.Parse("69123") });
            return new Places(top, parent, entry, child, other);
        }

        public Perimeter PerimeterOf(string code) => code switch
        {
            "entry_same" => Perimeter.OfEntry(Entry),
            "entry_below" => Perimeter.OfEntry(Top),
            "entry_above" => Perimeter.OfEntry(Child),
            "entry_other" => Perimeter.OfEntry(Other),
            "departement_in" => Perimeter.OfDepartement("69"),
            "departement_out" => Perimeter.OfDepartement("38"),
            "type_in" => Perimeter.OfServiceType("mairie"),
            "type_out" => Perimeter.OfServiceType("caf"),
            "national" => Perimeter.National,
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Say here what this perimeter is."),
        };
    }
}
