using PublicDirectory.Core.Search;

namespace PublicDirectory.Core.Tests.Search;

public sealed class SuggestionTests
{
    private static readonly SearchIndex Few = Documents.Index(
        Documents.Demarche(1, "Passeport d'un majeur", popularity: 0.5f),
        Documents.Demarche(2, "Perte du passeport", popularity: 0.4f),
        Documents.Administration(3, "Préfecture - Rhône"),
        Documents.Administration(4, "Caisse d'allocations familiales du Rhône", acronym: "Caf"));

    [Theory]
    [InlineData("pass", "Passeport d'un majeur", "Perte du passeport")] // the beginning before the middle
    [InlineData("rhone pref", "Préfecture - Rhône")]
    [InlineData("caf", "Caisse d'allocations familiales du Rhône")]
    [InlineData("paseport maj", "Passeport d'un majeur")]
    [InlineData("xyz")]
    [InlineData("")]
    public void Suggest_WhileTyping_CompletesEveryWord(string prefix, params string[] labels) => Assert.Equal(labels, Few.Complete(prefix));

    [Fact]
    public void Suggest_LetterByLetter_NeverLosesWhatIsMeant()
    {
        const string Title = "Préfecture - Rhône";
        for (var length = 1; length <= Title.Length; length++)
        {
            Assert.Contains(Title, Few.Complete(Title[..length]));
        }
    }

    [Fact]
    public void Suggest_OfShorterBeginnings_IncludesAllOfLongerOnes()
    {
        var random = new Random(5);
        var index = Documents.Index([.. Enumerable.Range(1, 18).Select(i => Documents.Demarche(
            i, string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('b' + random.Next(2))))))]);
        for (var round = 0; round < 50; round++)
        {
            var word = string.Concat(Enumerable.Range(0, 5).Select(_ => (char)('b' + random.Next(2))));

            // A beginning that nothing has is taken for a misspelt one: then the longer may find more.
            if (index.Complete(word) is var longer && longer.All(label => label.StartsWith(word, StringComparison.Ordinal)))
            {
                Assert.Subset(index.Complete(word[..4]).ToHashSet(), longer.ToHashSet());
            }
        }
    }

    [Fact]
    public void Suggest_OfOneKind_GivesNoOther() => Assert.All(
        Few.Suggest(new SuggestionQuery { Prefix = "p", Kinds = [SearchKind.Demarche] }),
        suggestion => Assert.Equal(SearchKind.Demarche, suggestion.Kind));
}
