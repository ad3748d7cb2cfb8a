using PublicDirectory.Core.Published.Searching;

namespace PublicDirectory.Core.Tests.Published.Searching;

public sealed class AbbreviationTests
{
    [Theory]
    [InlineData("APL", "Aide personnalisée au logement")]
    [InlineData("Urssaf", "Union de recouvrement des cotisations de sécurité sociale et d'allocations familiales")] // not every word counts
    public void Among_Keywords_FindsWhatTheLettersStandFor(string abbreviation, string phrase)
    {
        Assert.Equal([(abbreviation, phrase)], Abbreviation.Among(["Logement", abbreviation, "Voyage à l'étranger", phrase]));
        Assert.Equal([(abbreviation, phrase)], Abbreviation.Among([phrase, abbreviation]));
    }

    [Theory]
    [InlineData("APL", "Logement")]
    [InlineData("APL", "Aide au logement")] // no P
    [InlineData("APL", "Logement : aide personnalisée")] // in another order
    [InlineData("Carte grise", "Carte de la région, gare incluse, sans échelle")] // two words are no abbreviation
    public void Among_OtherKeywords_FindsNothing(string keyword, string phrase) => Assert.Empty(Abbreviation.Among([keyword, phrase]));
}
