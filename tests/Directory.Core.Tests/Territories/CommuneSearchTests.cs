using PublicDirectory.Core.Territories;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class CommuneSearchTests
{
    [Theory]
    [InlineData("villeurbanne", "69266")]
    [InlineData("ST ETIENNE", "42218")] // abbreviation, no accent, no hyphen
    [InlineData("saint-etienne", "42218")]
    [InlineData("St-Étienne (42)", "42218")]
    [InlineData("69100", "69266")] // a postal code
    [InlineData("69266", "69266")] // an INSEE code
    [InlineData("2a004", "2A004")]
    [InlineData("20004", "2A004")] // a code of the past
    [InlineData("Cordieux", "01262")] // an associated commune is its commune of today
    [InlineData("  Ajaccio  ", "2A004")]
    [InlineData("lyon 3", "69383")] // a number that is no département
    public void Find_OneWayToWriteACommune_FindsIt(string text, string code) =>
        Assert.Equal(code, CommuneSearch.Find(Places, text, 10)[0].Code.Value);

    [Fact]
    public void Find_APostalCodeOfTwoCommunes_GivesBoth() =>
        Assert.Equal(["01049", "01262"], CommuneSearch.Find(Places, "01120", 10).Select(commune => commune.Code.Value));

    [Theory]
    [InlineData("Saint-Rémy (01)", "01384")]
    [InlineData("saint remy 69210", "69235")]
    [InlineData("St Rémy (69)", "69235")]
    public void One_ANamesakeWithItsPlace_IsToldApart(string text, string code) =>
        Assert.Equal(code, CommuneSearch.One(Places, text)?.Code.Value);

    [Theory]
    [InlineData("Saint-Rémy")] // two of them
    [InlineData("Saint")] // a beginning
    [InlineData("01120")] // two communes
    [InlineData("Nulle part")]
    [InlineData("")]
    public void One_WhatIsNotOneCommune_IsNull(string text) => Assert.Null(CommuneSearch.One(Places, text));

    [Fact]
    public void One_AWholeNameThatBeginsOthers_IsThatCommune() => Assert.Equal("69123", CommuneSearch.One(Places, "lyon")?.Code.Value);
}
