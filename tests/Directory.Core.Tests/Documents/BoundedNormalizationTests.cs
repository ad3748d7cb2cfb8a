using System.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Tests.Documents;

public sealed class BoundedNormalizationTests
{
    [Theory]
    [InlineData("e\u0301te\u0301", NormalizationForm.FormC, "été")]
    [InlineData("été", NormalizationForm.FormD, "e\u0301te\u0301")]
    [InlineData("a\u0301\u0323", NormalizationForm.FormC, "\u1EA1\u0301")] // marks come in their order
    [InlineData("ﬁn du n² 5", NormalizationForm.FormKD, "fin du n2 5")]
    [InlineData(
        "une phrase bien plus longue que trente signes, e\u0301crite a\u0300 la main", NormalizationForm.FormC,
        "une phrase bien plus longue que trente signes, écrite à la main")]
    [InlineData("", NormalizationForm.FormC, "")]
    public void Normalize_OfWhatPeopleWrite_IsThatOfTheFramework(string text, NormalizationForm form, string expected) =>
        Assert.Equal(expected, text.NormalizeBounded(form));

    [Theory]
    [InlineData("\u0301\u0323", 30)] // of two classes: each pair would be put in order
    [InlineData("\u05B0", 30)]
    [InlineData("\U0001E000", 30)] // beyond the first plane
    [InlineData("\u0903", 30)]
    public void Normalize_OfAHundredThousandMarksOnALetter_KeepsThirty(string piece, int kept)
    {
        var text = "x" + string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)) + "y";

        var normal = text.NormalizeBounded(NormalizationForm.FormD);

        Assert.Equal(kept, normal.EnumerateRunes().Count() - 2);
        Assert.Equal(('x', 'y'), (normal[0], normal[^1]));
    }

    [Fact]
    public void Normalize_OfThirtyOneMarks_LeavesTheLastOut()
    {
        var thirty = "x" + new string('\u0301', 30);

        Assert.Equal(
            (thirty, thirty),
            (thirty.NormalizeBounded(NormalizationForm.FormD), (thirty + "\u0301").NormalizeBounded(NormalizationForm.FormD)));
    }
}
