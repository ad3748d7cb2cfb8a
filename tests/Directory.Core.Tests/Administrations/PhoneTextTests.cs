using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Tests.Administrations;

// Numbers are of the ranges kept for fiction, with area codes changed where the area is the subject.
public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("01 99 00 12 34", "69", "+33199001234")]
    [InlineData("01.99.00.12.34", "69", "+33199001234")]
    [InlineData("0199001234", "69", "+33199001234")]
    [InlineData("01 99 00\u00A012 34", "69", "+33199001234")]
    [InlineData("+33 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("+ 33 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("+33 (0)1 99 00 12 34", "69", "+33199001234")]
    [InlineData("+33 01 99 00 12 34", "69", "+33199001234")]
    [InlineData("0033 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("(+33) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("( +33 ) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("+(33) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("(0033) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("0033 (0)1 99 00 12 34", "69", "+33199001234")]
    [InlineData("33 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("(33) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("\u202d+33 1 99 00 12 34\u202c", "69", "+33199001234")]
    [InlineData("\u200b01\u200999\u200900\u200912\u200934\ufeff", "69", "+33199001234")]
    [InlineData("01–99–00–12–34", "69", "+33199001234")]
    [InlineData("０１ ９９ ００ １２ ３４", "69", "+33199001234")]
    [InlineData("tel:+33199001234", "69", "+33199001234")]
    [InlineData("Tél. : (+33) 1 99 00 12 34", "69", "+33199001234")]
    [InlineData("0 810 99 00 12", "69", "+33810990012")]
    [InlineData("3939", "69", "3939")]
    [InlineData("17", "69", "17")]
    [InlineData("116 117", "69", "116117")]
    [InlineData("0590 99 00 12", "971", "+590590990012")]
    [InlineData("+590 590 99 00 12", "971", "+590590990012")]
    [InlineData("+590 5 90 99 00 12", "971", "+590590990012")]
    [InlineData("0696 99 00 12", "972", "+596696990012")]
    [InlineData("0594 99 00 12", "973", "+594594990012")]
    [InlineData("0262 99 00 12", "974", "+262262990012")]
    [InlineData("0639 99 00 12", "976", "+262639990012")]
    [InlineData("+269 2 69 99 00 12", "976", "+262269990012")] // the calling code of before 2007
    [InlineData("+508 508 99 00 12", "975", "+508990012")]
    [InlineData("99 00 12", "975", "+508990012")]
    [InlineData("+681 99 00 12", "986", "+681990012")]
    [InlineData("40 99 00 12", "987", "+68940990012")]
    [InlineData("+687 99 00 12", "988", "+687990012")]
    [InlineData("99 00 12", "988", "+687990012")]
    [InlineData("(687) 99 00 12", "988", "+687990012")]
    [InlineData("+32 2 555 12 34", "59", "+3225551234")] // an embassy
    [InlineData("01 99 00 12 34 01 99 00 56 78", "69", "+33199001234", "+33199005678")]
    [InlineData("0199001234 - 01 99 00 56 78", "69", "+33199001234", "+33199005678")]
    [InlineData("tél : 01 99 00 12 34", "69", "+33199001234")]
    public void Read_OfWhatTheSourceWrites_GivesE164(string text, string departement, params string[] expected)
    {
        var found = PhoneText.Read(text, departement, out var remark, out var isWhole);

        Assert.Equal(expected, found.Select(number => number.Value));
        Assert.True(isWhole);
        Assert.Null(remark);
    }

    [Theory]
    [InlineData("04")]
    [InlineData("00")]
    [InlineData("04 99 00 12")]
    [InlineData("019900123400")]
    [InlineData("00476728763")] // two zeros typed for one, not Norway
    [InlineData("+33 58 75 88 88")]
    [InlineData("+689 415 500")] // six digits of before 2014
    [InlineData("sur rendez-vous")]
    [InlineData("٠١ ٩٩ ٠٠ ١٢ ٣٤")]
    [InlineData("poste 12")]
    [InlineData("000000000000000000000000000000")]
    public void Read_OfNoNumber_GivesNone(string text)
    {
        var found = PhoneText.Read(text, "69", out _, out var isWhole);

        Assert.Empty(found);
        Assert.False(isWhole);
    }

    [Fact]
    public void Read_WithoutTheAreaCode_CompletesItAndSaysSo()
    {
        var found = PhoneText.Read("+590 99 00 12", "971", out _, out _);

        Assert.Equal([new PhoneText.Found("+590590990012", IsCompleted: true)], found);
    }

    [Fact]
    public void Read_WithWordsAround_KeepsThemAsRemark()
    {
        var found = PhoneText.Read("01 99 00 12 34 (aux heures de permanence)", "69", out var remark, out var isWhole);

        Assert.Equal("+33199001234", Assert.Single(found).Value);
        Assert.Equal("aux heures de permanence", remark);
        Assert.True(isWhole);
    }

    [Theory]
    [InlineData("01 99 00 12 34 poste 12", "poste 12")]
    [InlineData("01 99 00 12 34, poste n° 1203", "poste 1203")]
    [InlineData("01 99 00 12 34 (Poste : 12)", "poste 12")]
    [InlineData("+33 1 99 00 12 34 ext. 12", "poste 12")]
    [InlineData("tel:+33199001234;ext=12", "poste 12")]
    [InlineData("01 99 00 12 34 #12", "poste 12")]
    [InlineData("Standard : 01 99 00 12 34 poste 12", "Standard, poste 12")]
    public void Read_WithAnExtension_KeepsItApart(string text, string expected)
    {
        var found = PhoneText.Read(text, "69", out var remark, out var isWhole);

        Assert.Equal("+33199001234", Assert.Single(found).Value);
        Assert.Equal(expected, remark);
        Assert.True(isWhole);
    }

    [Theory]
    [InlineData("01 99 00 12 34 poste 12 ou 13")]
    [InlineData("01 99 00 12 34 ou 56 78")]
    public void Read_OfFiguresThatAreNoNumber_IsNotWhole(string text)
    {
        PhoneText.Read(text, "69", out _, out var isWhole);

        Assert.False(isWhole);
    }
}
