using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("L'Haÿ-les-Roses", "l hay les roses")]
    [InlineData("L’Haÿ-les-Roses", "l hay les roses")] // curly apostrophe
    [InlineData("  Œuf   À la coque ! ", "oeuf a la coque")]
    [InlineData("SAINT-ÉTIENNE", "saint etienne")]
    [InlineData("e\u0301te\u0301", "ete")] // accents as marks of their own
    [InlineData("Préfecture\u00a0n° 3", "prefecture n 3")]
    [InlineData("Straße Łódź Ærø", "strasse lodz aero")]
    [InlineData("", "")]
    [InlineData("-'", "")]
    [InlineData("a\ud800b", "a b")] // half a character
    public void Fold_Text_IsPlain(string text, string folded)
    {
        Assert.Equal(folded, TextFolding.Fold(text));
        Assert.Equal(folded, TextFolding.Fold(TextFolding.Fold(text)));
    }

    [Theory]
    [InlineData("ST ETIENNE CEDEX 1", "saint etienne")]
    [InlineData("Stes-Maries", "saintes maries")]
    [InlineData("Châlons s/ Marne", "chalons sur marne")]
    [InlineData("Paris 08", "paris 8")]
    [InlineData("Marseille 16ème arrondissement", "marseille 16 arrondissement")]
    [InlineData("S", "s")]
    public void PlaceNameFold_AsPeopleWriteIt_IsTheSame(string name, string folded) =>
        Assert.Equal(folded, PlaceName.Fold(name));

    [Theory]
    [InlineData(NameLink.Consonant, "Lyon", "de Lyon")]
    [InlineData(NameLink.Vowel, "Ajaccio", "d'Ajaccio")]
    [InlineData(NameLink.Le, "Le Mans", "du Mans")]
    [InlineData(NameLink.Le, "Rhône", "du Rhône")]
    [InlineData(NameLink.La, "La Rochelle", "de La Rochelle")]
    [InlineData(NameLink.La, "Guyane", "de la Guyane")]
    [InlineData(NameLink.Les, "Les Lilas", "des Lilas")]
    [InlineData(NameLink.L, "L'Haÿ-les-Roses", "de L'Haÿ-les-Roses")]
    [InlineData(NameLink.L, "Ain", "de l'Ain")]
    public void WithDe_Name_ReadsAsFrench(NameLink link, string name, string expected) =>
        Assert.Equal(expected, link.WithDe(name));
}
