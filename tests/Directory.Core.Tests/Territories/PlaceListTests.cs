using PublicDirectory.Core.Territories;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class PlaceListTests
{
    private static readonly HashSet<string> Nothing = [];

    [Theory]
    [InlineData("69266")]
    [InlineData("69266 Villeurbanne")]
    [InlineData("Villeurbanne")]
    [InlineData("\n villeurbanne \r\n")]
    [InlineData("Villeurbanne (69)")]
    [InlineData("villeurbanne 69100")]
    public void ReadCommunes_OneWayToWriteACommune_IsItsCode(string text) =>
        Assert.Equal(["69266"], PlaceList.ReadCommunes(Places, text, Nothing).Codes);

    [Theory]
    [InlineData("69266, 69123;2A004")]
    [InlineData("69123 69266 2A004")]
    [InlineData("Lyon\tVilleurbanne\tAjaccio")]
    [InlineData("2A004 Ajaccio\n69266\nlyon\nLyon")] // twice is once
    public void ReadCommunes_ALongList_IsSortedCodesEachOnce(string text)
    {
        var read = PlaceList.ReadCommunes(Places, text, Nothing);

        Assert.Empty(read.Errors);
        Assert.Equal(["2A004", "69123", "69266"], read.Codes);
    }

    [Theory]
    [InlineData("69123\n69100", "Ligne 2 : 69100 est un code postal. Saisissez le code Insee : 69266 (Villeurbanne).")]
    [InlineData("99999", "Ligne 1 : 99999 n'est le code Insee d'aucune commune.")]
    [InlineData("69266 Lyon", "Ligne 1 : 69266 est le code Insee de Villeurbanne, pas de Lyon.")]
    [InlineData("\n\nNulle part", "Ligne 3 : aucune commune ne s'appelle « Nulle part ».")]
    [InlineData("Saint-Rémy", "Ligne 1 : « Saint-Rémy » peut être 01384 (Saint-Rémy) ou 69235 (Saint-Rémy). Saisissez le code Insee.")]
    public void ReadCommunes_ALineThatNamesNone_IsSaidWithItsNumber(string text, string error) =>
        Assert.Equal([error], PlaceList.ReadCommunes(Places, text, Nothing).Errors);

    [Fact]
    public void ReadCommunes_ACodeThatTheDocumentHas_StaysAsItIs()
    {
        var read = PlaceList.ReadCommunes(Places, "69232\n99999", new HashSet<string> { "69232", "99999" });

        Assert.Empty(read.Errors);
        Assert.Equal(["69232", "99999"], read.Codes);
    }

    [Theory]
    [InlineData("69")]
    [InlineData("rhone")]
    [InlineData("69 Rhône")]
    public void ReadDepartements_CodeOrName_IsItsCode(string text) =>
        Assert.Equal(["69"], PlaceList.ReadDepartements(Places, text, Nothing).Codes);

    [Fact]
    public void ReadRegions_CodesAndNames_AreCodesAndErrors()
    {
        var read = PlaceList.ReadRegions(Places, "auvergne rhone alpes\n94 03\nAilleurs", Nothing);

        Assert.Equal(["03", "84", "94"], read.Codes);
        Assert.Equal(["Ligne 3 : « Ailleurs » n'est ni le code ni le nom d'une région."], read.Errors);
    }

    [Fact]
    public void Write_ReadAgain_IsTheSame()
    {
        var written = PlaceList.Write(["2A004", "69266", "99999"], code => Places.CurrentCommune(code)?.Name);

        Assert.Equal("2A004 Ajaccio\n69266 Villeurbanne\n99999", written);
        Assert.Equal(["2A004", "69266", "99999"], PlaceList.ReadCommunes(Places, written, new HashSet<string> { "99999" }).Codes);
    }
}
