using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class LocationCheckTests
{
    [Fact]
    public void Doubt_AtTheTownHall_IsNone() =>
        Assert.Null(LocationCheck.Doubt(Places, Places.FindCommune(Code("69266"))!, new GeoPoint(45.7667, 4.8803)));

    [Theory]
    [InlineData(45.7680, 4.8585, false)] // nearer to an arrondissement of Lyon, and 1.7 km from Villeurbanne's town hall
    [InlineData(45.7676, 4.8349, true)] // Lyon's own
    public void Doubt_NearerToAnotherTownHall_DependsOnTheDistanceToItsOwn(double latitude, double longitude, bool isDoubted)
    {
        var doubt = LocationCheck.Doubt(Places, Places.FindCommune(Code("69266"))!, new GeoPoint(latitude, longitude));

        Assert.Equal(isDoubted, doubt is not null);
        Assert.Equal(isDoubted ? "69123" : null, doubt?.Nearest?.Code.Value);
    }

    [Fact]
    public void Doubt_InAnArrondissementOfTheCommune_IsNone() =>
        Assert.Null(LocationCheck.Doubt(Places, Places.FindCommune(Code("69123"))!, new GeoPoint(45.7603, 4.8497)));

    [Fact]
    public void Doubt_VeryFarWithNothingNearer_SaysTheDistanceAlone()
    {
        // Papeete is alone in its ocean.
        var doubt = LocationCheck.Doubt(Places, Places.FindCommune(Code("98735"))!, new GeoPoint(-17.0, -149.5));

        Assert.NotNull(doubt);
        Assert.Null(doubt.Nearest);
        Assert.InRange(doubt.DistanceMetres, 59_000, 61_000);
    }

    [Fact]
    public void Doubt_OfACommuneWhosePlaceIsNotKnown_IsNone() =>
        Assert.Null(LocationCheck.Doubt(Places, Places.FindCommune(Code("01422"))!, new GeoPoint(10, 10)));
}
