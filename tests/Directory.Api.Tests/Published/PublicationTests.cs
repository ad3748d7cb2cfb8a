using System.Diagnostics;
using NodaTime;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Documents;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>What the API shows of what is published while it runs.</summary>
public sealed class PublicationTests(DirectoryApi api, ITestOutputHelper output) : IClassFixture<DirectoryApi>
{
    [Fact]
    public async Task Publishing_WhileTheApiRuns_IsVisible()
    {
        var id = Guid.CreateVersion7();
        for (var version = 0; version < 5; version++)
        {
            var name = $"Mairie, version {version + 1}";
            await api.PublishAsync(id, version, A.Mairie(name) with { ExternalIds = [] });
            var since = Stopwatch.GetTimestamp();

            await api.UntilNamedAsync(id, name);

            // The promise is a second; the time is told, not tested: a busy machine must not fail it.
            output.WriteLine($"Version {version + 1}: seen {Stopwatch.GetElapsedTime(since).TotalMilliseconds:F1} ms after its commit.");
        }
    }

    [Fact]
    public async Task ExternalId_OfSeveralAdministrations_IsAmbiguousAndNamesThem()
    {
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        foreach (var id in ids)
        {
            await api.PublishAsync(id, 0, A.Mairie($"Annexe {id}") with { ExternalIds = [new ExternalId("SIRET", "13002526500013")] });
            await api.UntilNamedAsync(id, $"Annexe {id}");
        }

        var error = await api.ErrorAsync("""{ administration(externalId: {scheme: "SIRET", value: "13002526500013"}) { id } }""");

        Assert.Equal(("BAD_USER_INPUT", "externalId"), (error.Code(), error.Text("extensions", "argument")));
        Assert.StartsWith(
            "2 administrations ont l'identifiant SIRET 13002526500013 : demandez par « id ». Les premières : ", error.Message(),
            StringComparison.Ordinal);
        Assert.All(ids, id => Assert.Contains(id.ToString(), error.Message(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unread_UntilItsBlockIsEditedHere_IsGivenInTheWordsOfTheSource()
    {
        var id = Guid.CreateVersion7();
        var mairie = A.Mairie("Mairie aux deux textes") with
        {
            ExternalIds = [],
            Unread = [new("channels", "Courriel", "accueil(at)mairie.example"), new("addresses", "Ligne d'adresse", "Au fond de la cour")],
        };
        await api.PublishAsync(id, 0, mairie with
        {
            Provenance = new Provenance
            {
                Source = Sources.DilaAnnuaire.Code,
                Blocks = new Dictionary<string, BlockProvenance> { ["addresses"] = new() { Source = Sources.Local.Code, VerifiedAt = DirectoryApi.Now - Duration.FromDays(1) } },
            },
        });
        await api.UntilNamedAsync(id, "Mairie aux deux textes");

        var data = await api.DataAsync("query ($id: ID!) { administration(id: $id) { unread { block label text } } }", new { id });

        var blocks = (await api.DataAsync(
            "query ($id: ID!) { administration(id: $id) { source { editedLocally } blocks { name verifiedAt freshness source { name licence editedLocally } } } }",
            new { id })).At("administration", "blocks");
        Json.AssertEqual(
            """[{ "name": "addresses", "verifiedAt": "2026-03-01T09:00:00Z", "freshness": "VERIFIED", "source": { "name": "Saisie locale", "licence": null, "editedLocally": true } }]""",
            blocks);
        Json.AssertEqual(
            """[{ "block": "channels", "label": "Courriel", "text": "accueil(at)mairie.example" }]""", data.At("administration", "unread"));
    }

    [Fact]
    public async Task Source_WithAnotherHolder_NamesBoth()
    {
        var id = Guid.CreateVersion7();
        var mairie = A.Mairie("Maison de justice") with { ExternalIds = [] };
        await api.PublishAsync(id, 0, mairie with
        {
            Provenance = mairie.Provenance with { Source = Sources.DilaAnnuaire.Code, Attribution = "Ministère de la justice" },
        });
        await api.UntilNamedAsync(id, "Maison de justice");

        var source =
            (await api.DataAsync("query ($id: ID!) { administration(id: $id) { source { name attribution } } }", new { id })).At(
                "administration", "source");

        Assert.Equal((Sources.DilaAnnuaire.Name, "Ministère de la justice"), (source.Text("name"), source.Text("attribution")));
    }

    [Theory]
    [InlineData(2025, 3, 3, "VERIFIED")]
    [InlineData(2025, 3, 2, "DUE")] // a year ago to the day
    [InlineData(2024, 12, 3, "DUE")]
    [InlineData(2024, 12, 2, "OVERDUE")] // fifteen months
    [InlineData(null, 0, 0, "UNKNOWN")]
    public async Task Freshness_ByTheTimeSinceItWasVerified_IsTold(int? year, int month, int day, string freshness)
    {
        var id = Guid.CreateVersion7();
        var verifiedAt = year is { } y ? Instant.FromUtc(y, month, day, 9, 0) : (Instant?)null;
        await api.PublishAsync(id, 0, A.Mairie("Mairie") with
        {
            ExternalIds = [],
            Provenance = new Provenance { Source = Sources.DilaAnnuaire.Code, VerifiedAt = verifiedAt },
        });
        await api.UntilNamedAsync(id, "Mairie");

        var found = (await api.DataAsync(
            "query ($id: ID!) { administration(id: $id) { freshness source { name licence url } } }", new { id })).At("administration");

        Assert.Equal(freshness, found.Text("freshness"));
        Assert.Equal("Licence Ouverte 2.0", found.Text("source", "licence"));
        Assert.StartsWith("https://www.data.gouv.fr/", found.Text("source", "url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_RemovedOrUpdated_IsSeenByEveryWayThatLedToIt()
    {
        var id = Guid.CreateVersion7();
        var document = A.Mairie("Mairie à retirer") with { ExternalIds = [new ExternalId("SIRET", "0690000A")] };
        await api.PublishAsync(id, 0, document, DirectoryApi.Now + Duration.FromHours(1));
        await api.UntilNamedAsync(id, "Mairie à retirer");
        const string Ways =
            """
            query ($id: ID!) {
              node(id: $id) { id }
              administration(externalId: {scheme: "SIRET", value: "0690000A"}) { id }
              byName: administrations(filter: {name: "retirer"}) { totalCount }
              since: administrations(filter: {updatedSince: "2026-03-02T10:00:00Z"}) { totalCount }
              near: administrations(near: {point: {latitude: 45.7667, longitude: 4.8803}, radius: 1}) { totalCount }
              statistics { lastPublishedAt }
            }
            """;

        var before = await api.DataAsync(Ways, new { id });
        await api.PublishAsync(id, 1, null, DirectoryApi.Now + Duration.FromHours(2));
        await api.UntilNamedAsync(id, null);
        var after = await api.DataAsync(Ways, new { id });

        Assert.Equal(id, before.At("node", "id").GetGuid());
        Assert.Equal(id, before.At("administration", "id").GetGuid());
        Assert.Equal(1, before.At("byName", "totalCount").GetInt32());
        Assert.Equal(1, before.At("since", "totalCount").GetInt32());
        Assert.Equal("2026-03-02T10:00:00Z", before.Text("statistics", "lastPublishedAt"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.At("node").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.At("administration").ValueKind);
        Assert.Equal(0, after.At("byName", "totalCount").GetInt32());
        Assert.Equal(0, after.At("since", "totalCount").GetInt32());
        Assert.Equal(before.At("near", "totalCount").GetInt32() - 1, after.At("near", "totalCount").GetInt32());
        Assert.Equal("2026-03-02T11:00:00Z", after.Text("statistics", "lastPublishedAt"));
    }
}
