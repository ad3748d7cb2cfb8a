using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class FieldTextTests
{
    [Theory]
    [InlineData("Mairie - Villeurbanne", "Mairie - Villeurbanne")]
    [InlineData("  Mairie \u00A0 de\tLyon\r\n", "Mairie de Lyon")]
    [InlineData("Limoges Banlieue & Amendes", "Limoges Banlieue & Amendes")]
    [InlineData("Eau &amp; for&ecirc;ts &#39;", "Eau & forêts '")]
    [InlineData("moins de 3 < 5 ans", "moins de 3 < 5 ans")]
    [InlineData("<b>Gras</b> et <a href=\"javascript:x\">lien</a>", "Gras et lien")]
    [InlineData("<script>alert(1)</script>Texte", "Texte")]
    [InlineData("a\u0000b\u0007c\u200Bd\u202Ee", "abcde")]
    [InlineData("e\u0301te\u0301", "été")] // composed
    [InlineData(" \u00A0 ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Line_OfAField_IsPlain(string? text, string? expected) => Assert.Equal(expected, FieldText.Line(text));

    [Fact]
    public void Paragraphs_OfHtml_KeepTheirBreaks()
    {
        var text = FieldText.Paragraphs("<p>Un  service.</p><ul><li>passeport</li><li>permis</li></ul>Fin<br>vraie\u00A0fin");

        Assert.Equal("Un service.\n- passeport\n- permis\nFin\nvraie fin", text);
    }
}
