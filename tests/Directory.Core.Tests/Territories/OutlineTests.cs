using System.Text.Json;
using NetTopologySuite.IO;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

/// <summary>Outlines drawn by hand: squares whose sides are halves of degrees, so that the border is exactly where it is written.</summary>
public sealed class OutlineTests
{
    // Valserhône is two former communes side by side; Villeurbanne has an exclave; Bourg-en-Bresse has a hole, where La Boisse lies;
    // Papeete lies on both sides of the antimeridian, as no commune of France does.
    private static readonly TerritoryIndex Outlined = With(
        ("01033", "POLYGON((5 46, 5.5 46, 5.5 46.5, 5 46.5, 5 46))"),
        ("01126", "POLYGON((5.5 46, 6 46, 6 46.5, 5.5 46.5, 5.5 46))"),
        ("69266", "MULTIPOLYGON(((4 44, 4.5 44, 4.5 44.5, 4 44.5, 4 44)), ((7 44, 7.5 44, 7.5 44.5, 7 44.5, 7 44)))"),
        ("69123", "POLYGON((4.5 44, 5 44, 5 44.5, 4.5 44.5, 4.5 44))"),
        ("01053", "POLYGON((1 46, 3 46, 3 48, 1 48, 1 46), (1.5 46.5, 2.5 46.5, 2.5 47.5, 1.5 47.5, 1.5 46.5))"),
        ("01049", "POLYGON((1.5 46.5, 2.5 46.5, 2.5 47.5, 1.5 47.5, 1.5 46.5))"),
        ("97302", "POLYGON((-53 4, -52 4, -52 5, -53 5, -53 4))"),
        ("98735", "MULTIPOLYGON(((179 -18, 180 -18, 180 -17, 179 -17, 179 -18)), ((-180 -18, -179 -18, -179 -17, -180 -17, -180 -18)))"));

    [Theory]
    [InlineData(46.25, 5.25, "01033")] // the commune's own outline
    [InlineData(46.25, 5.75, "01033")] // that of a former commune
    [InlineData(46.25, 5.5, "01033")] // where the two were joined
    [InlineData(44.25, 4.25, "69266")]
    [InlineData(44.25, 7.25, "69266")] // the exclave
    [InlineData(44.25, 6.0, null)] // between the parts
    [InlineData(44.25, 4.5, "69123")] // on a common border: the first one by code
    [InlineData(46.25, 2.0, "01053")]
    [InlineData(47.0, 2.0, "01049")] // in the hole
    [InlineData(4.5, -52.5, "97302")]
    [InlineData(-17.5, 179.5, "98735")]
    [InlineData(-17.5, -179.5, "98735")]
    [InlineData(-17.5, 0, null)]
    [InlineData(90, 180, null)]
    public void CommuneAt_Point_IsTheOneWhoseOutlineHoldsIt(double latitude, double longitude, string? expected) =>
        Assert.Equal(expected, Outlined.CommuneAt(new GeoPoint(latitude, longitude))?.Code.Value);

    [Fact]
    public void OutlineOf_APartOfACommune_IsThatOfTheWholeUnlessItHasItsOwn()
    {
        Assert.Same(OutlineOf("69123"), OutlineOf("69383"));
        Assert.NotSame(
            With(("69123", "POLYGON((4 44, 5 44, 5 45, 4 44))"), ("69383", "POLYGON((4 44, 5 44, 5 45, 4 44))")).OutlineOf(
                Places.FindCommune(Code("69383"))!),
            OutlineOf("69123"));
        Assert.Null(OutlineOf("42218"));
        Assert.Null(OutlineOf("01120")); // part of a commune that has none
    }

    [Theory]
    [InlineData("69266", 44.25, 4.25, 0)]
    [InlineData("69266", 44.25, 4.5, 0)] // the border is inside
    [InlineData("69266", 44.25, 4.51, 796.5)] // a hundredth of a degree, at this latitude
    [InlineData("69266", 44.51, 4.25, 1112)]
    [InlineData("01053", 47.0, 2.49, 758)] // from within the hole
    [InlineData("98735", -17.5, 178.99, 1060)]
    [InlineData("98735", -17.5, -178.99, 1060)] // the other part
    public void DistanceMetresTo_Point_IsThatToTheBorderAndNoneWithin(string commune, double latitude, double longitude, double expected) =>
        Assert.InRange(
            OutlineOf(commune)!.DistanceMetresTo(new GeoPoint(latitude, longitude)), expected * 0.998, (expected * 1.002) + 0.001);

    [Fact]
    public void DistanceMetresTo_APointBeyondTheAntimeridian_IsTheShortWayAround()
    {
        var index = With(("98735", "POLYGON((179 -18, 180 -18, 180 -17, 179 -17, 179 -18))"));

        Assert.InRange(index.OutlineOf(index.FindCommune(Code("98735"))!)!.DistanceMetresTo(new GeoPoint(-17.5, -179.99)), 1058, 1062);
    }

    [Fact]
    public void Box_OfAnOutline_HoldsAllItsPartsAndCrossesTheAntimeridianTheShortWay()
    {
        var (exclave, far) = (OutlineOf("69266")!, OutlineOf("98735")!);

        Assert.Equal((44, 4, 44.5, 7.5), (exclave.South, exclave.West, exclave.North, exclave.East));
        Assert.Equal((-18, 179, -17, -179), (far.South, far.West, far.North, far.East));
    }

    [Fact]
    public void ToGeoJson_OfAnOutline_IsItsGeometryToTheMetre()
    {
        var index = With(("69123", "POLYGON((4.123456 45, 5 45, 5 45.5, 4.123456 45))"));

        var json = JsonDocument.Parse(index.OutlineOf(index.FindCommune(Code("69123"))!)!.ToGeoJson()).RootElement;

        Assert.Equal("Polygon", json.GetProperty("type").GetString());
        Assert.Equal("[[[4.12346,45],[5,45],[5,45.5],[4.12346,45]]]", json.GetProperty("coordinates").GetRawText());
    }

    [Fact]
    public void Outline_ThatHoldsTheTownHallOfACommuneWithoutOne_IsNotBelieved()
    {
        // Saint-Étienne's town hall stands, by the outlines, in Lyon.
        var lyon = ("69123", "POLYGON((4 45, 5 45, 5 45.5, 4 45.5, 4 45))");
        var (left, whole) = (With(lyon), With(lyon, ("42218", "POLYGON((3 45, 4 45, 4 45.5, 3 45.5, 3 45))")));

        Assert.Equal(
            ["42218 left 69123"], left.OutdatedOutlines.Select(outdated => $"{outdated.Newcomer.Code} left {outdated.Commune.Code}"));
        Assert.Null(left.CommuneAt(new GeoPoint(45.25, 4.75)));
        Assert.Null(left.OutlineOf(left.FindCommune(Code("69123"))!));
        Assert.Empty(whole.OutdatedOutlines);
        Assert.Equal("69123", whole.CommuneAt(new GeoPoint(45.25, 4.75))?.Code.Value);
    }

    [Fact]
    public void Territories_WithoutOutlines_KnowOfNoPlace()
    {
        Assert.Null(Places.CommuneAt(new GeoPoint(45.75, 4.85)));
        Assert.Empty(Places.Outlines);
    }

    [Fact]
    public void Outlines_OfAnIndex_MakeTheSameIndexAgain()
    {
        var again = TerritoryIndex.Build(Data with { Outlines = Outlined.Outlines });

        Assert.Equal("01033", again.CommuneAt(new GeoPoint(46.25, 5.75))?.Code.Value);
        Assert.Equal(
            Outlined.Outlines.Select(outline => (outline.Code, Convert.ToHexString(outline.Wkb))),
            again.Outlines.Select(outline => (outline.Code, Convert.ToHexString(outline.Wkb))));
    }

    /// <summary>A town hall somewhere else would make its commune the nearest there.</summary>
    [Theory]
    [InlineData("69266", "POLYGON((4.87 45.7, 5 45.7, 5 45.8, 4.87 45.8, 4.87 45.7))", true)] // with its town hall
    [InlineData("69266", "POLYGON((4 44, 4.5 44, 4.5 44.5, 4 44.5, 4 44))", false)]
    [InlineData("01422", "POLYGON((4 44, 4.5 44, 4.5 44.5, 4 44.5, 4 44))", false)] // whose town hall nobody knows
    public void TownHall_FarOutsideOrUnknown_IsAPointWithin(string code, string outline, bool isKept)
    {
        var (before, index) = (Places.FindCommune(Code(code))!, With((code, outline)));
        var after = index.FindCommune(Code(code))!;

        Assert.Equal(isKept, after.Location == before.Location);
        Assert.True(index.OutlineOf(after)!.Covers(after.Location!.Value));
        Assert.Equal(after, index.NearestCommune(after.Location!.Value, out _));
    }

    private static CommuneOutline? OutlineOf(string code) => Outlined.OutlineOf(Outlined.FindCommune(Code(code))!);

    private static TerritoryIndex With(params (string Code, string Wkt)[] outlines) => TerritoryIndex.Build(Data with
    {
        Outlines = [.. outlines.Select(outline => new SourceOutline(Code(outline.Code), new WKTReader().Read(outline.Wkt).AsBinary()))],
    });
}
