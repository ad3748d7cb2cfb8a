using PublicDirectory.Core.Search.Analysis;

namespace PublicDirectory.Core.Tests.Search;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("L'école d'Évry", "école évry")]
    [InlineData("Aujourd’hui, jusqu’à qu’est-ce", "aujourdhui à est ce")]
    [InlineData("conseil de prud'hommes", "conseil de prudhommes")]
    [InlineData("R.S.A. ou C.A.F", "rsa ou caf")]
    [InlineData("cerfa n°12100*02", "cerfa n 12100 02")]
    [InlineData("sœur Œuvre", "soeur oeuvre")]
    [InlineData("e\u0301cole", "école")] // letter and accent apart
    [InlineData("\uD800 mal formé", "mal formé")] // half a character
    [InlineData("M. A. Dupont", "m a dupont")] // initials apart stay apart
    [InlineData("' l' '", "l")]
    [InlineData("", "")]
    public void Words_OfAText_AreAsPeopleSearchThem(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Read(text).Select(word => word.Word)));

    [Fact]
    public void Words_OfAText_KnowTheirPlace()
    {
        const string Text = "À l'hôtel de ville";

        Assert.Equal(["À", "hôtel", "de", "ville"], Read(Text).Select(word => Text.Substring(word.Start, word.Length)));
    }

    [Fact]
    public void Words_VeryLong_AreCut()
    {
        var words = Read(new string('œ', 500));

        Assert.InRange(Assert.Single(words).Word.Length, 10, WordReader.MaxWordLength + 1);
    }

    private static List<(string Word, int Start, int Length)> Read(string text)
    {
        var words = new List<(string, int, int)>();
        var reader = new WordReader(text, new char[WordReader.MaxWordLength + 1]);
        while (reader.MoveNext())
        {
            words.Add((reader.Word.ToString(), reader.Start, reader.Length));
        }

        return words;
    }
}
