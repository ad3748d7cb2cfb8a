using NetTopologySuite.IO;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>A counter whose point lies far outside of its commune is nobody's nearest by that point.</summary>
public sealed class ElsewhereTests
{
    private static readonly GeoPoint Lyon = new(45.767, 4.834);
    private static readonly GeoPoint Villeurbanne = new(45.7667, 4.8803);

    // Squares of some five kilometres around both town halls.
    private static readonly TerritoryIndex Territories = TerritoryIndex.Build(SmallCountry.Data with
    {
        Communes =
        [
            .. SmallCountry.Data.Communes.Select(commune => commune.Code.Value switch
            {
                "69123" => commune with { Location = Lyon },
                "69266" => commune with { Location = Villeurbanne },
                _ => commune,
            }),
        ],
        Outlines =
        [
            new(InseeCode.Parse("69123"), Square(4.80, 4.86)),
            new(InseeCode.Parse("69266"), Square(4.86, 4.92)),
            new(InseeCode.Parse("01053"), Square(5.20, 5.26)),
        ],
    });

    private readonly AdministrationEncoder _encoder = new();
    private int _number;

    [Fact]
    public void Nearest_WithAPointFarOutsideOfItsCommune_IsByTheTownHallAndSaysSo()
    {
        var picture = Picture(
            At("Lyon", "69123", Lyon), At("Villeurbanne, à Lyon par erreur", "69266", new GeoPoint(45.767, 4.82)),
            At("Bourg, à Lyon par erreur", "01053", Lyon), At("Sans contour", "2A004", new GeoPoint(45.767, 4.85)));

        var hits = Near(picture, Lyon, 5_000);

        Assert.Equal(
            [("Lyon", false, 0), ("Sans contour", false, 1241), ("Villeurbanne, à Lyon par erreur", true, 3591)],
            hits.Select(hit => (hit.Record.Name.ToString(), hit.IsApproximate, (int)hit.DistanceMetres!.Value)));
        Assert.Equal(3, picture.List(Query(Lyon, 5_000)).TotalCount);
        Assert.Equal(Villeurbanne, picture.PointOf(hits[2].Record));
    }

    [Theory]
    [InlineData(4.885, true)] // 1.9 km from its border
    [InlineData(4.887, false)]
    public void Point_WithinTwoKilometresOfItsCommune_IsBelieved(double longitude, bool isBelieved)
    {
        var picture = Picture(At("Lyon", "69123", new GeoPoint(45.767, longitude)));

        Assert.Equal(!isBelieved, Assert.Single(Near(picture, Lyon, 30_000)).IsApproximate);
    }

    [Fact]
    public void Point_OnceTheOutlinesCome_IsNoLongerBelieved()
    {
        var before = PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt([At("Lyon", "69123", new GeoPoint(45.767, 5))]);

        Assert.False(Assert.Single(Near(new Picture(before), Lyon, 30_000)).IsApproximate);
        Assert.True(Assert.Single(Near(new Picture(before.WithTerritories(Territories)), Lyon, 30_000)).IsApproximate);
    }

    private static IReadOnlyList<AdministrationHit> Near(Picture picture, GeoPoint point, int metres) =>
        picture.List(Query(point, metres)).Items;

    private static AdministrationQuery Query(GeoPoint point, int metres) => new() { Near = new NearPoint(point, metres), First = 10 };

    private static Picture Picture(params DecodedVersion[] versions) =>
        new(PictureState.Empty.WithTerritories(Territories).Rebuilt(versions));

    private static byte[] Square(double west, double east) => new WKTReader().Read(
        FormattableString.Invariant($"POLYGON(({west} 45.74, {east} 45.74, {east} 45.79, {west} 45.79, {west} 45.74))")).AsBinary();

    private DecodedVersion At(string name, string commune, GeoPoint point) => new(
        _encoder.Encode(
            new(++_number, new Guid(_number, 0, 0, new byte[8]), EntryKind.Administration, 1, null, PublicationPath.Import, A.Morning, A.Morning),
            A.Mairie(name) with
            {
                Commune = InseeCode.Parse(commune),
                Addresses = [new Address { Kind = AddressKind.Physical, City = name, Location = point }],
            }),
        null, null);
}
