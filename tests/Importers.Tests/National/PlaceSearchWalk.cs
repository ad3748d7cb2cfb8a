using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>
/// A kind of counter and a commune, as people type them: what is found first is of the kind, and serves the commune or a namesake.
/// </summary>
public sealed class PlaceSearchWalk(ITestOutputHelper output)
{
    private const int Sample = 2000;

    private static readonly (string Words, string Kind)[] Kinds =
    [
        ("mairie", "mairie"), ("préfecture", "prefecture"), ("sous-préfecture", "sous_pref"), ("caf", "caf"), ("cpam", "cpam"),
        ("pôle emploi", "pole_emploi"), ("france travail", "pole_emploi"), ("centre des impôts", "sip"), ("trésorerie", "tresorerie"),
        ("prud'hommes", "prudhommes"), ("mdph", "maison_handicapees"),
    ];

    [LongNationalFact]
    public async Task Find_AKindAndACommune_IsFirstWhoServesIt()
    {
        var picture = await NationalPicture.GetAsync();
        var communes = picture.Territories.Communes.ToArray().Where(commune => commune.Kind is CommuneKind.Current).ToArray();
        new Random(7).Shuffle(communes);
        var namesakes = communes.ToLookup(commune => NameOf(commune));
        foreach (var (words, kind) in Kinds)
        {
            var (right, asked, misses) = (0, 0, new List<string>());
            foreach (var commune in communes.Take(Sample))
            {
                var serving = namesakes[NameOf(commune)].SelectMany(namesake => Serving(picture, kind, namesake)).ToHashSet();
                if (serving.Count == 0)
                {
                    continue; // nobody is known to be competent
                }

                asked++;
                var query = Write(words, commune, asked);
                var first = picture.Find(new SearchQuery { Text = query, Kinds = [SearchKind.Administration], First = 1 }).Hits;
                if (first is [var hit] && serving.Contains(hit.Id))
                {
                    right++;
                }
                else
                {
                    var other = first is [var found] ? picture.Find(found.Id)!.Name.ToString() : "nothing";
                    misses.Add($"{query} ({commune.DepartementCode}): {other}");
                }
            }

            output.WriteLine($"{words}: {right} of {asked}");
            foreach (var miss in misses.Take(10))
            {
                output.WriteLine($"    {miss}");
            }

            Assert.True(right >= 0.98 * asked, words);
        }
    }

    // As people write it, in turn.
    private static string Write(string words, Commune commune, int turn) => (turn % 5) switch
    {
        0 => $"{words} {commune.Name}",
        1 => $"{words} {commune.NameWithDe}",
        2 => TextFolding.Fold($"{words} {commune.Name}"),
        3 => $"{commune.Name} {words}",
        _ => $"{words} {commune.Name} {commune.PostalCodes.FirstOrDefault()}",
    };

    private static string NameOf(Commune commune)
    {
        var name = PlaceName.Fold(commune.Name);
        return name.Split(' ') is ["le" or "la" or "les" or "l", .. var rest] ? string.Join(' ', rest) : name;
    }

    private static IEnumerable<Guid> Serving(Picture picture, string kind, Commune commune) => InterlocutorSearch
        .Find(picture, new InterlocutorQuestion
        {
            ServiceTypes = [kind],
            Commune = commune.Code,
            On = new(2026, 11, 30),
            First = InterlocutorQuestion.MaxFirst,
        })
        .Where(found => found.Reason is not InterlocutorReason.Nearest)
        .Select(found => found.Record.Id);
}
