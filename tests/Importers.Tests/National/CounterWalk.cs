using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>
/// From every commune and municipal arrondissement to the counters that démarches most often name: who is competent, and where nobody is
/// known to be.
/// </summary>
public sealed class CounterWalk(ITestOutputHelper output)
{
    [LongNationalFact]
    public async Task Find_FromEveryCommuneForTheTwentyCommonestKinds_LacksOnlyWhatIsExplained()
    {
        var picture = await NationalPicture.GetAsync();
        var kinds = CommonestKinds(picture);
        var communes = picture.Territories.Communes.ToArray().Where(commune => commune.IsStanding).ToList();
        output.WriteLine($"{communes.Count} communes and arrondissements, {string.Join(", ", kinds)}");
        var (explained, unexplained) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var kind in kinds)
        {
            if (!IsReachKnown(picture, kind, communes))
            {
                output.WriteLine($"{kind}: neither the source nor the law says by département whom each serves; the nearest are proposed");
                continue;
            }

            var found = 0;
            foreach (var commune in communes)
            {
                if (IsFound(picture, kind, commune))
                {
                    found++;
                }
                else if (WhyNot(picture, kind, commune) is { } why)
                {
                    explained[why] = explained.GetValueOrDefault(why) + 1;
                }
                else
                {
                    unexplained.Add($"{kind} in {commune.Code} {commune.Name}");
                }
            }

            output.WriteLine($"{kind}: {found} found, {communes.Count - found} not");
        }

        foreach (var (why, count) in explained.OrderBy(reason => reason.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"    {why}: {count}");
        }

        Assert.Empty(unexplained);
    }

    private static string? WhyNot(Picture picture, string kind, Commune commune)
    {
        var there = new AdministrationQuery { Types = ServiceKinds.In(kind, commune), First = 0 };
        there = kind == "mairie" ? there with { Commune = commune.Code } : there with { Departement = commune.DepartementCode };
        return picture.List(there).TotalCount > 0
            ? null
            : kind == "mairie"
            ? $"mairie, {commune.DepartementCode}: the source has none in the commune"
            : $"{kind}, {commune.DepartementCode}: the source has none there";
    }

    // By a source for some of a hundred communes, or by nature.
    private static bool IsReachKnown(Picture picture, string kind, List<Commune> communes) =>
        ServiceKinds.ExtentOf(kind) is not ServiceExtent.Unknown
        || communes.Where((_, i) => i % 350 == 0).Any(commune => picture
            .Competent(new CompetenceQuestion(kind, commune.Code, new(2026, 11, 30)))
            .Any(competent => competent.Basis is CompetenceBasis.Declared));

    private static List<string> CommonestKinds(Picture picture) =>
    [
        .. picture.Demarches
            .SelectMany(demarche => demarche.HandledBy.Select(kind => kind.ToString()))
            .GroupBy(kind => kind)
            .OrderByDescending(group => group.Count())
            .Take(20)
            .Select(group => group.Key),
    ];

    private static bool IsFound(Picture picture, string kind, Commune commune) => InterlocutorSearch
        .Find(picture, new InterlocutorQuestion { ServiceTypes = [kind], Commune = commune.Code, On = new(2026, 11, 30), First = 1 })
        is [{ Reason: not InterlocutorReason.Nearest }];
}
