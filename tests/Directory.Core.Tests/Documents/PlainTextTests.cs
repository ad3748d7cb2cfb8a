using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Tests.Documents;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Payez \u202Ernoc.elpmaxe\u202C ici", "Payez rnoc.elpmaxe ici")] // overrides turn what is read around
    [InlineData("\u202A03 20 00 00 00\u202C", "03 20 00 00 00")] // as telephones copy numbers
    [InlineData("\u2066a\u2067b\u2068c\u2069\u200Ed\u200Fe\u061Cf", "abcdef")]
    [InlineData("pré\u00ADfec\u200Bture\uFEFF \u2060de\u034F Lyon", "préfecture de Lyon")]
    [InlineData("a\u3164b\uFFA0c\u115F\u1160d\u17B4e\u180E", "abcde")] // fillers that show nothing
    [InlineData("a\u2800b", "a b")] // a Braille cell without dots
    [InlineData("mairie\U000E0041\U000E0042", "mairie")] // tags, which spell a text that nobody sees
    [InlineData("a\uFE0Fb\uFE01\U000E0101", "ab")] // variants of nothing
    [InlineData("a\0b\u0007c\u009Bd\u007F", "abcd")]
    [InlineData("a\tb", "a b")]
    [InlineData("a\r\nb\rc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf")]
    [InlineData("a\uFFFE\uFDD0\U0001FFFFb", "ab")] // no characters
    [InlineData("a\uFFF9b\uFFFAc\uFFFBd", "abcd")]
    public void Clean_TakesOutWhatNobodySeesOrTurnsTheTextAround(string text, string clean)
    {
        Assert.False(PlainText.IsClean(text));
        Assert.Equal(clean, PlainText.Clean(text));
        Assert.True(PlainText.IsClean(clean));
    }

    [Fact]
    public void Clean_OfHalfACharacter_LeavesItOut()
    {
        // Not in attributes: they hold UTF-8.
        Assert.Equal("ab", PlainText.Clean("a\uD83Db"));
        Assert.Equal("ab", PlainText.Clean("a\uDE00b"));
        Assert.Equal("a", PlainText.Clean("a\uD83D"));
    }

    [Theory]
    [InlineData("Préfecture de l’Hérault – « accueil » à 9 h 30 ; œuvre n° 3 €")]
    [InlineData("Pre\u0301fecture")] // an accent typed apart
    [InlineData("Insécable\u00A0: fine\u202F! 1\u2009000")]
    [InlineData("مرحبا بكم في البلدية ١٢٣")]
    [InlineData("ברוכים הבאים")]
    [InlineData("می\u200Cخواهم")] // Persian is written with joiners
    [InlineData("क्\u200Dष")]
    [InlineData("❤️ ☎️ 1️⃣ 👨‍👩‍👧 👍🏽")]
    [InlineData("Поліція Ελλάδα 中文 日本語")]
    [InlineData("Deux\nlignes")]
    [InlineData("\u0600١٢")] // a sign that is seen, though a format
    [InlineData("")]
    public void Clean_LeavesWhatPeopleWrite(string text)
    {
        Assert.True(PlainText.IsClean(text));
        Assert.Equal(text, PlainText.Clean(text));
    }

    [Theory]
    [InlineData("a\u200Db")] // no joiner of Latin letters
    [InlineData("\u200C")]
    [InlineData("ب\u200C")]
    public void Clean_OfAJoinerThatJoinsNothing_TakesItOut(string text) => Assert.False(PlainText.IsClean(text));

    [Fact]
    public void Clean_OfEveryCharacter_LeavesNoneThatIsUnseen()
    {
        var wrong = new List<string>();
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (value is >= 0xD800 and <= 0xDFFF)
            {
                continue;
            }

            var text = "a" + char.ConvertFromUtf32(value) + "b";
            var clean = PlainText.Clean(text);
            if (PlainText.Clean(clean) != clean || clean[0] != 'a' || clean[^1] != 'b')
            {
                wrong.Add($"U+{value:X4}");
            }
        }

        Assert.Empty(wrong);
        foreach (var value in Enumerable.Range(0x202A, 5)
            .Concat(Enumerable.Range(0x2066, 4))
            .Concat([0x200E, 0x200F, 0x61C, 0xAD, 0x200B, 0xFEFF])
            .Concat(Enumerable.Range(0xE0000, 128)))
        {
            Assert.Equal("ab", PlainText.Clean("a" + char.ConvertFromUtf32(value) + "b"));
        }
    }
}
