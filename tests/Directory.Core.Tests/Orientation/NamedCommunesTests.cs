using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;
using PublicDirectory.Core.Tests.Territories;

namespace PublicDirectory.Core.Tests.Orientation;

public sealed class NamedCommunesTests
{
    // A country in which most names begin alike, as in ours: the longer the beginning, the more names there are to go through.
    private static readonly TerritoryIndex Alike = TerritoryIndex.Build(SmallCountry.Data with
    {
        Communes =
        [
            .. SmallCountry.Data.Communes,
            .. Enumerable.Range(0, 5000)
                .Select(i => SmallCountry.Current($"5{i:0000}", $"Saint-Jean-de-{(char)('a' + (i % 26))}{i}", "42", [], 100, null)),
        ],
    });

    /// <summary>
    /// Of the longest message that is taken: as many places to look for as there is room for, each a beginning of thousands of names.
    /// </summary>
    [Theory]
    [InlineData("à saint ")]
    [InlineData("à de ")]
    [InlineData("a saint jean de ")]
    [InlineData("à l'a l'a ")]
    [InlineData("a ")]
    [InlineData("mairie de saint-jean ")]
    public void Of_AMessageOfBeginningsOfNames_LooksForNoMoreThanWholeNames(string part)
    {
        var text =
            string.Concat(Enumerable.Repeat(part, (OrientationRequest.MaxMessageLength / part.Length)
                + 1))[..OrientationRequest.MaxMessageLength];
        var lookups = 0;

        PlaceReader.Read(Alike, text, isQuery: false, () => lookups++);

        Assert.InRange(lookups, 0, 12 * OrientationRequest.MaxMessageLength / 2); // the words of the longest name, from each word
    }

    [Theory]
    [InlineData("J'habite à Villeurbanne", "Villeurbanne")]
    [InlineData("la mairie de la boisse", "La Boisse")]
    [InlineData("je vais a st etienne", "Saint-Étienne")]
    [InlineData("à Villefranche s/ Saône", "Villefranche-sur-Saône")]
    [InlineData("à Villefranche", null)] // the beginning of a name is none
    [InlineData("à Saint-Rémy", null)] // two of them
    public void Of_AMessageThatNamesOne_IsThatOne(string text, string? expected) =>
        Assert.Equal(expected, NamedCommunes.Of(PlaceReader.Read(Alike, text, isQuery: false)).Commune?.Name);
}
