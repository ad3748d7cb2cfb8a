using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class NearTests(DirectoryApi api)
{
    [Fact]
    public async Task Near_APoint_OrdersByTheDistanceFromIt()
    {
        var data = await api.DataAsync(
            """
            {
              administrations(near: {point: {latitude: 45.7663, longitude: 4.8797}, radius: 1500}) {
                totalCount edges { distanceMeters node { externalIds { value } } }
              }
            }
            """);

        var edges = data.At("administrations", "edges").EnumerateArray().ToList();
        Assert.Equal(
            [
                "mairie-69266", "sip-69266-villeurbanne", "tresorerie-69266", "commissariat-69266", "france-services-69266",
                "france-travail-69266", "mairie-69266-cusset",
            ],
            edges.Select(edge => edge.At("node", "externalIds")[0].Text("value")));
        Assert.Equal([0, 415, 541, 833, 1146, 1191, 1461], edges.Select(edge => edge.At("distanceMeters").GetInt32()));
        Assert.Equal(7, data.At("administrations", "totalCount").GetInt32());
    }

    // By a formula of its own: the haversine on a sphere of 6,371,008.8 m, which differs from the globe by half a percent.
    [Fact]
    public async Task Near_APoint_DistancesAgreeWithTheHaversine()
    {
        var data = await api.DataAsync(
            """{ administrations(first: 100, near: {point: {latitude: 45.7663, longitude: 4.8797}, radius: 60000}) { edges { distanceMeters node { location { latitude longitude } } } } }""");

        var edges = data.At("administrations", "edges").EnumerateArray().ToList();
        Assert.InRange(edges.Count, 50, 92);
        Assert.All(edges, edge =>
        {
            var expected = Haversine(
                45.7663, 4.8797, edge.At("node", "location", "latitude").GetDouble(), edge.At("node", "location", "longitude").GetDouble());
            Assert.InRange(edge.At("distanceMeters").GetInt32(), (expected * 0.995) - 1, (expected * 1.005) + 1);
        });
    }

    [Theory]
    [InlineData(1460, 6)]
    [InlineData(1462, 7)]
    [InlineData(0, 1)] // the one that stands there
    public async Task Near_ARadius_EndsThere(int radius, int count)
    {
        var data = await api.DataAsync(
            $$"""{ administrations(first: 0, near: {point: {latitude: 45.7663, longitude: 4.8797}, radius: {{radius}}}) { totalCount nodes { id } } }""");

        Json.AssertEqual($$"""{ "administrations": { "totalCount": {{count}}, "nodes": [] } }""", data);
    }

    [Fact]
    public async Task Near_ACommune_IsAroundItsTownHallWithinThirtyKilometres()
    {
        var data = await api.DataAsync(
            """
            {
              byCommune: administrations(near: {commune: "69266"}, first: 100) { totalCount edges { distanceMeters node { name } } }
              byPoint: administrations(near: {point: {latitude: 45.7667, longitude: 4.8803}, radius: 30000}, first: 100) { totalCount edges { distanceMeters node { name } } }
            }
            """);

        Json.AssertEqual(data.At("byPoint").ToString(), data.At("byCommune"));
        Assert.Equal(64, data.At("byCommune", "edges")[0].At("distanceMeters").GetInt32());
        Assert.InRange(data.At("byCommune", "edges").EnumerateArray().Max(edge => edge.At("distanceMeters").GetInt32()), 20_000, 30_000);
    }

    [Fact]
    public async Task Near_ACommuneWithoutAPlace_IsAroundItsMairiesEntry()
    {
        var data = await api.DataAsync(
            """{ administrations(near: {commune: "69243"}, first: 1) { edges { distanceMeters node { name } } } }""");

        Json.AssertEqual(
            """{ "administrations": { "edges": [{ "distanceMeters": 0, "node": { "name": "Mairie - Tarare" } }] } }""", data);
    }

    [Fact]
    public async Task Near_WithAFilter_KeepsBoth()
    {
        var data = await api.DataAsync(
            """
            {
              administrations(near: {commune: "69266", radius: 200000}, first: 3, filter: {types: ["mairie"], serves: "69266"}) {
                totalCount edges { node { name } }
              }
            }
            """);

        Assert.Equal(3, data.At("administrations", "totalCount").GetInt32());
        Assert.Equal(
            ["Mairie - Villeurbanne", "Mairie - Villeurbanne - Annexe Cusset", "Mairie - Villeurbanne - Annexe Les Buers"],
            data.At("administrations", "edges").EnumerateArray().Select(edge => edge.Text("node", "name")));
    }

    [Fact]
    public async Task DistanceMeters_WithoutAPlace_IsNull()
    {
        var data = await api.DataAsync("{ administrations(first: 1) { edges { distanceMeters } } }");

        Json.AssertEqual("""{ "administrations": { "edges": [{ "distanceMeters": null }] } }""", data);
    }

    [Theory]
    [InlineData("{}", "« near » prend soit « point », soit « commune », mais pas les deux.")]
    [InlineData(
        "{commune: \"69266\", point: {latitude: 1, longitude: 1}}", "« near » prend soit « point », soit « commune », mais pas les deux.")]
    [InlineData("{commune: \"01999\"}", "Cette commune n'existe pas : aucune n'a le code INSEE « 01999 ».")]
    [InlineData("{commune: \"01053\"}", "L'emplacement de la mairie n'est pas connu pour Bourg-en-Bresse : donnez plutôt « point ».")]
    [InlineData("{commune: \"69266\", radius: 200001}", "Le rayon est de 200001 m : il doit être compris entre 0 et 200000 m.")]
    [InlineData("{commune: \"69266\", radius: -1}", "Le rayon est de -1 m : il doit être compris entre 0 et 200000 m.")]
    [InlineData(
        "{point: {latitude: 90.1, longitude: 0}}",
        "Ce point n'est pas sur la Terre : la latitude va de -90 à 90, la longitude de -180 à 180.")]
    public async Task Near_ThatDoesNotFit_IsRefused(string near, string message)
    {
        var error = await api.ErrorAsync($"{{ administrations(near: {near}) {{ totalCount }} }}");

        Assert.Equal("BAD_USER_INPUT", error.Code());
        Assert.Equal(message, error.Message());
    }

    private static double Haversine(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (a, b) = (double.DegreesToRadians(latitude1), double.DegreesToRadians(latitude2));
        var h = Square(Math.Sin((b - a) / 2))
            + (Math.Cos(a) * Math.Cos(b) * Square(Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2)));
        return 2 * 6_371_008.8 * Math.Asin(Math.Sqrt(h));

        static double Square(double x) => x * x;
    }
}
