using NetTopologySuite.IO;
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
        Assert.Equal(isDoubted ? "69123" : null, doubt?.Elsewhere?.Code.Value);
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
        Assert.Null(doubt.Elsewhere);
        Assert.InRange(doubt.DistanceMetres, 59_000, 61_000);
    }

    [Fact]
    public void Doubt_OfACommuneWhosePlaceIsNotKnown_IsNone() =>
        Assert.Null(LocationCheck.Doubt(Places, Places.FindCommune(Code("01422"))!, new GeoPoint(10, 10)));

    [Theory]
    [InlineData("69266", 45.7676, 4.8349, false)] // Lyon's town hall: doubted, and near enough to go there
    [InlineData("69266", 48.8503, 2.3823, true)] // in Paris
    [InlineData("98735", -17.0, -149.5, false)] // 60 km away, where nothing else is near
    [InlineData("01422", 10, 10, false)] // nobody knows where that is
    public void IsElsewhere_WithoutAnOutline_IsVeryFarAndNearAnother(string commune, double latitude, double longitude, bool expected) =>
        Assert.Equal(expected, LocationCheck.IsElsewhere(Places, Places.FindCommune(Code(commune))!, new GeoPoint(latitude, longitude)));

    // A square of which Villeurbanne's town hall is no part: the outline is believed, and town halls are not asked.
    [Theory]
    [InlineData(44.25, 4.25, null, null)]
    [InlineData(44.5, 4.5, null, null)] // a corner
    [InlineData(44.25, 4.5037, null, null)] // 295 m outside
    [InlineData(44.25, 4.5039, 311d, null)]
    [InlineData(44.25, 4.8, 23_900d, "69123")]
    [InlineData(45.7667, 4.8803, 143_000d, null)]
    public void Doubt_WhereAnOutlineIsKnown_IsByTheOutline(double latitude, double longitude, double? metres, string? elsewhere)
    {
        var places = TerritoryIndex.Build(Data with
        {
            Outlines =
            [
                new(Code("69266"), new WKTReader().Read("POLYGON((4 44, 4.5 44, 4.5 44.5, 4 44.5, 4 44))").AsBinary()),
                new(Code("69123"), new WKTReader().Read("POLYGON((4.75 44, 5.5 44, 5.5 44.5, 4.75 44.5, 4.75 44))").AsBinary()),
            ],
        });

        var doubt = LocationCheck.Doubt(places, places.FindCommune(Code("69266"))!, new GeoPoint(latitude, longitude));

        Assert.Equal(metres is not null, doubt?.IsOutside ?? false);
        Assert.Equal(metres ?? 0, doubt?.DistanceMetres ?? 0, (metres ?? 0) / 50);
        Assert.Equal(elsewhere, doubt?.Elsewhere?.Code.Value);
        Assert.Equal(
            metres > LocationCheck.ElsewhereMetres, LocationCheck.IsElsewhere(places, places.FindCommune(Code("69266"))!, new GeoPoint(latitude, longitude)));
    }
}
