using System.Globalization;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>The past of an entry, over GraphQL.</summary>
public sealed class HistoryTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private static readonly Instant First = DirectoryApi.Now.Minus(Duration.FromHours(3));
    private const string Question =
        """
        query ($id: ID!, $first: Int!) {
          administration(id: $id) { history(first: $first) { version at urgent summary changedFields } }
        }
        """;

    [Fact]
    public async Task History_OfAnEntry_SaysWhatEachVersionChangedNewestFirst()
    {
        var id = await PublishFiveVersionsAsync();

        var history = (await api.DataAsync(Question, new { id, first = 10 })).At("administration", "history");

        Assert.Equal(
            [
                "5 False Rétablissement ",
                "4 False Retrait ",
                "3 False Vérification, sans changement ",
                "2 True Modification : contacts, nom channels,name",
                "1 False Création ",
            ],
            history.EnumerateArray().Select(version => string.Create(
                CultureInfo.InvariantCulture,
                $"{version.GetProperty("version").GetInt32()} {version.GetProperty("urgent").GetBoolean()} {version.Text("summary")} {string.Join(",", version.GetProperty("changedFields").EnumerateArray().Select(field => field.GetString()))}")));
        Assert.Equal("2026-03-02T06:00:00Z", history[4].Text("at"));
    }

    [Fact]
    public async Task History_CutShort_StillComparesTheOldestShown()
    {
        var id = await PublishFiveVersionsAsync();

        var history = (await api.DataAsync(Question, new { id, first = 4 })).At("administration", "history");

        Assert.Equal(4, history.GetArrayLength());
        Assert.Equal("Modification : contacts, nom", history[3].Text("summary"));
    }

    [Fact]
    public async Task History_OfAPage_IsThatOfEachEntry()
    {
        var data = await api.DataAsync("{ administrations(first: 30) { nodes { version history(first: 1) { version } } } }");

        Assert.All(
            data.At("administrations", "nodes").EnumerateArray(),
            node => Assert.Equal(node.GetProperty("version").GetInt32(), node.GetProperty("history")[0].GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(30, "Mairie")]
    [InlineData(90, "Mairie de la ville")]
    [InlineData(200, null)] // removed
    [InlineData(300, "Mairie de la ville")]
    public async Task AsOf_AnInstantOfThePast_ShowsWhatWasPublishedThen(int minutes, string? expected)
    {
        var id = await PublishFiveVersionsAsync();

        var at = First.Plus(Duration.FromMinutes(minutes)).ToString();
        var data = await api.DataAsync(
            "query ($id: ID!, $at: DateTime!) { entryAsOf(id: $id, at: $at) { id version ... on Administration { name } } }",
            new { id, at });

        Assert.Equal(
            expected, data.At("entryAsOf").ValueKind == JsonValueKind.Null ? null : data.Text("entryAsOf", "name"));
        if (expected is not null)
        {
            // Under the entry's own id a cache would show the past as published.
            Assert.Equal($"{id}@{data.At("entryAsOf", "version")}", data.Text("entryAsOf", "id"));
        }
    }

    [Theory]
    [InlineData("{ entryAsOf(id: \"nonsense\", at: \"2026-03-02T09:00:00Z\") { version } }")]
    [InlineData("{ entryAsOf(id: \"00000000-0000-0000-0000-000000000001\", at: \"2026-03-02T09:00:00Z\") { version } }")]
    public async Task AsOf_AnUnknownEntry_IsNothing(string query) =>
        Assert.Equal(JsonValueKind.Null, (await api.DataAsync(query)).At("entryAsOf").ValueKind);

    [Theory]
    [InlineData(-1)]
    [InlineData(51)]
    public async Task History_TooMuch_IsRefused(int first)
    {
        var id = await api.IdAsync("mairie-69266");

        var error = await api.ErrorAsync(Question, new { id, first });

        Assert.Equal("BAD_USER_INPUT", error.Code());
    }

    // A version an hour: made, changed urgently, confirmed, removed, put back.
    private async Task<Guid> PublishFiveVersionsAsync()
    {
        var id = Guid.CreateVersion7();
        var changed = A.Mairie("Mairie de la ville") with { Channels = [], ExternalIds = [] };
        var documents =
            new[] { A.Mairie("Mairie") with { ExternalIds = [] }, changed, changed with { Provenance = changed.Provenance with { VerifiedAt = First } }, null, changed };
        for (var i = 0; i < documents.Length; i++)
        {
            await api.PublishAsync(
                id, i, documents[i], First.Plus(Duration.FromHours(i)), i == 1 ? PublicationPath.Urgent : PublicationPath.Standard);
        }

        await DirectoryApi.UntilAsync(async () =>
            (await api.DataAsync("query ($id: ID!) { administration(id: $id) { version } }", new { id })).At("administration") is { ValueKind: JsonValueKind.Object } found
            && found.GetProperty("version").GetInt32() == documents.Length);
        return id;
    }
}
