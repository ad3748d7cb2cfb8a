using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>Each condition of <c>AdministrationFilter</c>, by the entries of the sample that meet it.</summary>
[Collection(SampleCollection.Name)]
public sealed class FilterTests(DirectoryApi api)
{
    private const string Buers = "mairie-69266-buers";
    private const string Cusset = "mairie-69266-cusset";
    private const string Villeurbanne = "mairie-69266";

    [Theory]
    [InlineData("serves: \"69266\", types: [\"mairie\", \"prefecture\"]", $"{Villeurbanne} {Cusset} {Buers} prefecture-69")]
    [InlineData("serves: \"69266\", types: [\"sip\"]", "sip-69266-villeurbanne")]
    [InlineData("serves: \"69264\", types: [\"sous_pref\", \"caf\"]", "caf-69 caf-69-venissieux caf-69-villefranche sous-pref-69264", true)] // by its arrondissement
    [InlineData("serves: \"69381\", types: [\"mairie\"]", "mairie-69123 mairie-69381", true)] // what serves Lyon serves its arrondissements
    [InlineData("serves: \"69152\", types: [\"mairie\"]", "mairie-69149 mairie-69149-pierre-benite", true)] // a delegated commune
    [InlineData("serves: \"97362\", types: [\"gendarmerie\", \"cr\"]", "cr-973 gendarmerie-97353", true)] // by region and by commune
    [InlineData("serves: \"01053\"", "")] // nobody does
    [InlineData("commune: \"69266\", types: [\"mairie\"]", $"{Villeurbanne} {Cusset} {Buers}")]
    [InlineData(
        "commune: \"69123\", types: [\"mairie\"]",
        "mairie-69123 mairie-69381 mairie-69382 mairie-69383 mairie-69384 mairie-69385 mairie-69386 mairie-69387 mairie-69388 mairie-69389",
        true)]
    [InlineData("commune: \"69383\", types: [\"mairie\"]", "mairie-69383")]
    [InlineData("communes: [\"69266\", \"commune-69081\"], types: [\"mairie\"]", $"mairie-69081 {Villeurbanne} {Buers} {Cusset}", true)]
    [InlineData("communes: []", "")]
    [InlineData("communes: [\"69266\"], commune: \"69081\"", "")] // all conditions hold
    [InlineData("postalCode: \"69003\", types: [\"mairie\"]", "mairie-69383")] // the arrondissement, not all of Lyon
    [InlineData("postalCode: \"69100\", types: [\"mairie\"]", $"{Villeurbanne} {Cusset} {Buers}")]
    [InlineData("epci: \"200046977\", types: [\"mairie\"], name: \"lyon 3\"", "mairie-69383")]
    [InlineData("epci: \"200046977\", departement: \"973\"", "")]
    [InlineData(
        "externalIds: [{scheme: \"SAMPLE\", value: \"caf-69\"}, {scheme: \"SAMPLE\", value: \"x\"}, {scheme: \"SAMPLE\", value: \"mairie-69266\"}]",
        $"caf-69 {Villeurbanne}", true)]
    [InlineData("externalIds: [{scheme: \"SIRET\", value: \"caf-69\"}]", "")] // that register has no such identifier
    [InlineData("externalIds: []", "")]
    [InlineData("boundingBox: {south: 4.8, west: -52.4, north: 5, east: -52.2}, types: [\"cr\", \"prefecture\"]", "cr-973 prefecture-973", true)]
    [InlineData("boundingBox: {south: -90, west: 10, north: 90, east: -60}", "")] // round the other side of the Earth
    [InlineData("freshness: [VERIFIED, DUE, OVERDUE, UNKNOWN]", null)]
    [InlineData("freshness: []", "")]
    [InlineData("departement: \"973\", types: [\"caf\"]", "caf-973 caf-973-saint-laurent", true)]
    [InlineData("departement: \"01\"", "")]
    [InlineData("region: \"03\", types: [\"msap\"]", "france-services-973-pirogue france-services-97353", true)]
    [InlineData("region: \"84\", types: [\"tresorerie\"]", "tresorerie-69266")]
    [InlineData("types: [\"urssaf\"]", "cpam-973 urssaf-69", true)] // the second of a counter's types counts too
    [InlineData("types: [\"ademe\"]", "")]
    [InlineData("types: null, channels: null", null)] // no condition
    [InlineData("types: []", "")] // one of none
    [InlineData("channels: []", "")]
    [InlineData("name: \"villeurbanne annexe\"", $"{Cusset} {Buers}")]
    [InlineData("name: \"ANNEXE vill buers\"", Buers)]
    [InlineData("name: \"ecully\"", "mairie-69081")] // accents do not matter
    [InlineData("name: \"urbanne\"", "")] // inside a word
    [InlineData("name: \"  - \"", null)] // no letter: no condition
    [InlineData("commune: \"69266\", openAt: \"2026-03-02T13:29:00+01:00\", types: [\"mairie\"]", Villeurbanne)] // les Buers open at 13:30
    [InlineData("commune: \"69266\", openAt: \"2026-03-02T13:30:00+01:00\", types: [\"mairie\"]", $"{Villeurbanne} {Buers}")]
    [InlineData("commune: \"69266\", openAt: \"2026-03-02T17:00:00+01:00\"", "commissariat-69266")] // closing is excluded
    [InlineData("commune: \"69266\", openAt: \"2026-03-07T10:00:00+01:00\", types: [\"mairie\"]", Villeurbanne)] // unknown is not open
    [InlineData("types: [\"prefecture\"], openAt: \"2026-03-02T10:00:00Z\"", "prefecture-69")] // by appointment; 07:00 in Cayenne
    [InlineData("types: [\"prefecture\"], openAt: \"2026-03-02T11:00:00Z\"", "prefecture-973")] // 12:00 in Lyon, 08:00 in Cayenne
    [InlineData("types: [\"prefecture\"], openAt: \"2026-05-01T10:00:00+02:00\"", "")] // a public holiday
    [InlineData("channels: [FAX]", "mairie-69034")]
    [InlineData("channels: [FAX, SOCIAL]", "mairie-69034 mairie-69123", true)] // one of them
    [InlineData("channels: [COUNTER]", "")]
    [InlineData("wheelchair: NONE", $"{Buers} mairie-69381 mairie-97360", true)]
    [InlineData("wheelchair: PARTIAL, departement: \"973\"", "mairie-97311 sous-pref-97311", true)]
    [InlineData("updatedSince: \"2026-02-01T08:30:00Z\"", null)] // that very instant
    [InlineData("updatedSince: \"2026-02-01T08:30:00.001Z\"", "")]
    public async Task Filter_OneCondition_FindsExactlyThoseThatMeetIt(string filter, string? keys, bool inAnyOrder = false)
    {
        var page = (await api.DataAsync(
            $$"""{ administrations(first: 100, filter: { {{filter}} }) { totalCount nodes { externalIds { value } } } }""")).At(
                "administrations");

        var found = page.At("nodes").EnumerateArray().Select(node => node.At("externalIds")[0].Text("value")).ToList();
        Assert.Equal(page.At("totalCount").GetInt32(), found.Count);
        if (keys is null)
        {
            Assert.Equal(92, found.Count);
            return;
        }

        Assert.Equal(keys, string.Join(' ', inAnyOrder ? [.. found.Order(StringComparer.Ordinal)] : found));
    }

    [Fact]
    public async Task Filter_WheelchairUnknown_IsWhereNobodySays()
    {
        var data = await api.DataAsync(
            """{ administrations(first: 100, filter: {wheelchair: UNKNOWN}) { totalCount nodes { accessibility { wheelchair } } } }""");

        Assert.InRange(data.At("administrations", "totalCount").GetInt32(), 1, 91);
        Assert.All(
            data.At("administrations", "nodes").EnumerateArray(),
            node => Assert.Equal(System.Text.Json.JsonValueKind.Null, node.At("accessibility").ValueKind));
    }

    [Fact]
    public async Task Filter_ByConfirmationAndByParent_FindsWhatTheEntriesSayOfThemselves()
    {
        var all = (await api.DataAsync("{ administrations(first: 100) { nodes { id verifiedAt parent { id } } } }")).At(
            "administrations", "nodes")
            .EnumerateArray().ToList();
        var dates = all.Select(node => node.At("verifiedAt")).Where(at => at.ValueKind is System.Text.Json.JsonValueKind.String)
            .Select(at => at.GetString()!).Order(StringComparer.Ordinal).ToList();
        var (since, parent) =
            (dates[dates.Count / 2], all.First(node => node.At("parent").ValueKind is System.Text.Json.JsonValueKind.Object)
                .Text("parent", "id"));

        var data = await api.DataAsync(
            """
            query ($since: DateTime!, $parent: ID!) {
              confirmed: administrations(first: 100, filter: { verifiedSince: $since }) { nodes { id } }
              parts: administrations(first: 100, filter: { parent: $parent }) { nodes { id } }
            }
            """,
            new { since, parent });

        Assert.Equal(
            all.Where(node => string.CompareOrdinal(node.At("verifiedAt").GetString(), since) >= 0).Select(node => node.Text("id")),
            data.At("confirmed", "nodes").Strings("id"));
        Assert.Equal(
            all.Where(node => node.At("parent") is { ValueKind: System.Text.Json.JsonValueKind.Object } of && of.Text("id") == parent)
                .Select(node => node.Text("id")),
            data.At("parts", "nodes").Strings("id"));
        Assert.Equal(
            "parent",
            (await api.ErrorAsync("{ administrations(filter: { parent: \"mairie\" }) { totalCount } }")).Text("extensions", "argument"));
    }

    [Fact]
    public async Task Filter_ByFreshnessAndSignLanguage_FindsWhatTheEntriesSayOfThemselves()
    {
        const string Fields = "nodes { freshness accessibility { signLanguage } }";
        var data = await api.DataAsync(
            $$"""
            {
              all: administrations(first: 100) { {{Fields}} }
              verified: administrations(first: 100, filter: { freshness: [VERIFIED] }) { {{Fields}} }
              signs: administrations(first: 100, filter: { signLanguage: true }) { {{Fields}} }
            }
            """);

        Assert.Equal(Of("all").Where(node => node.Text("freshness") == "VERIFIED").Select(Raw), Of("verified").Select(Raw));
        Assert.Equal(Of("all").Where(node => node.GetRawText().Contains("\"signLanguage\":true", StringComparison.Ordinal)).Select(Raw), Of("signs").Select(Raw));
        Assert.NotEmpty(Of("signs"));

        static string Raw(System.Text.Json.JsonElement node) => node.GetRawText();

        IEnumerable<System.Text.Json.JsonElement> Of(string list) => data.At(list, "nodes").EnumerateArray();
    }

    [Fact]
    public async Task Filter_TypeByItsId_IsTheSameAsByItsCode()
    {
        var id = (await api.DataAsync("{ serviceTypes { id code } }")).At("serviceTypes").EnumerateArray()
            .Single(type => type.Text("code") == "sip").Text("id");

        var data = await api.DataAsync(
            "query ($id: ID!) { a: administrations(filter: {types: [$id]}) { nodes { id } } b: administrations(filter: {types: [\"sip\"]}) { nodes { id } } }",
            new { id });

        Assert.Equal(4, data.At("a", "nodes").GetArrayLength());
        Json.AssertEqual(data.At("a").ToString(), data.At("b"));
    }

    [Fact]
    public async Task Administrations_WithoutAnyCondition_AreAllInTheOrderOfTheirNames()
    {
        var data = await api.DataAsync("{ administrations(first: 100) { totalCount nodes { name } } }");

        var names = data.At("administrations", "nodes").Strings("name");
        Assert.Equal(92, data.At("administrations", "totalCount").GetInt32());
        Assert.Equal(92, names.Length);
        Assert.Equal("Caf de la Guyane - accueil de Saint-Laurent-du-Maroni", names[0]);
        Assert.Equal("Urssaf Rhône-Alpes - site de Vénissieux", names[^1]);
    }
}
