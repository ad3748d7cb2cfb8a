using System.Globalization;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>Every name of a commune in sentences as people write them: the right one, or a question; never another one.</summary>
public sealed class CommuneNameWalk(ITestOutputHelper output)
{
    // {0} the name, {1} with « de », {2} with « à », {3} its département's code, {4} a postal code of it
    private static readonly string[] Sentences =
    [
        "Acte de naissance, j'habite {2}",
        "Je cherche les horaires de la mairie {1}",
        "Bonjour, je vis {2} ({3}) et j'ai perdu mon permis",
        "Perdu mon permis, {4} {0}",
        "Où refaire mon passeport ? {0}",
        "bonjour jhabite {0} je veux inscrire mon enfant à l'école",
    ];

    [LongNationalFact]
    public async Task Read_OfEveryNameInSixSentences_IsNeverAnotherCommune()
    {
        var territories = await NationalPicture.TerritoriesAsync();
        var communes = territories.Communes.ToArray().Where(commune => commune.Kind is CommuneKind.Current).ToList();
        var wrong = new List<string>();
        Func<string, string>[] ways = [text => text, text => text.ToLowerInvariant(), text => text.ToUpperInvariant(), TextFolding.Fold];
        foreach (var write in ways)
        {
            foreach (var sentence in Sentences)
            {
                var (right, offered) = (0, 0);
                foreach (var commune in communes)
                {
                    var text = write(Say(sentence, commune));
                    var named = NamedCommunes.Of(PlaceReader.Read(territories, text, isQuery: false));
                    if (named.Commune is not { } found)
                    {
                        offered += named.Named.Any(one => one.Code == commune.Code) ? 1 : 0;
                    }
                    else if (found.Code == commune.Code || found.Parent == commune.Code)
                    {
                        right++;
                    }
                    else
                    {
                        wrong.Add($"{text} -> {found.Name} ({found.DepartementCode})");
                    }
                }

                output.WriteLine(
                    $"{write(sentence)}: {right} right, {offered} asked and offered, {communes.Count - right - offered} asked otherwise");
                // A name that is an ordinary word is offered only where something leads to it; the question is asked all the same.
                Assert.True(right + offered >= 0.95 * communes.Count, sentence);
            }
        }

        Assert.Empty(wrong);
    }

    private static string Say(string sentence, Commune commune) => string.Format(
        CultureInfo.InvariantCulture, sentence, commune.Name, commune.NameWithDe, WithA(commune), commune.DepartementCode,
        commune.PostalCodes.FirstOrDefault() ?? "");

    private static string WithA(Commune commune) => commune.Name switch
    {
        ['L', 'e', ' ', ..] when commune.NameLink is NameLink.Le => $"au {commune.Name[3..]}",
        ['L', 'e', 's', ' ', ..] when commune.NameLink is NameLink.Les => $"aux {commune.Name[4..]}",
        var name => $"à {name}",
    };
}
