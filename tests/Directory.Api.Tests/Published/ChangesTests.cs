using System.Text.Json;
using System.Xml.Linq;
using NodaTime;
using PublicDirectory.Api.Exports;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

public sealed class ChangesTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private const string Query =
        """
        query ($after: String, $first: Int!) {
          changes(after: $after, first: $first) {
            endCursor hasNextPage
            nodes { sequence kind entryId entryKind version at urgent entry { __typename id ... on Administration { name } } }
          }
        }
        """;

    [Fact]
    public async Task Changes_WalkedFromTheStart_AreAllThatIsPublishedOldestFirst()
    {
        var (changes, cursor) = await WalkAsync(null, 60);

        var sequences =
            changes.ConvertAll(change => long.Parse(change.Text("sequence"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal(151, changes.Count(change => change.Text("entryKind") == "SERVICE_TYPE"));
        Assert.True(changes.Count(change => change.Text("entryKind") == "ADMINISTRATION") >= 92);
        Assert.Equal(changes.Count, changes.Select(change => change.Text("entryId")).Distinct().Count());
        Assert.StartsWith($"{changes[^1].Text("sequence")}-", cursor, StringComparison.Ordinal);
        Assert.All(
            changes.Where(change => change.Text("kind") != "REMOVED"),
            change => Assert.Equal(change.Text("entryId"), change.Text("entry", "id")));
    }

    [Fact]
    public async Task Changes_OfSomeKinds_AreThoseAloneAndGoOn()
    {
        var all = (await api.DataAsync("{ changes(first: 1000) { nodes { entryId entryKind } } }")).At("changes", "nodes").EnumerateArray().ToList();
        var (found, after) = (new List<string>(), (string?)null);
        System.Text.Json.JsonElement page;
        do
        {
            page = (await api.DataAsync(
                "query ($after: String) { changes(first: 50, after: $after, kinds: [ADMINISTRATION, DEMARCHE]) { nodes { entryId } endCursor hasNextPage } }",
                new { after })).At("changes");
            found.AddRange(page.At("nodes").Strings("entryId"));
            after = page.Text("endCursor");
        }
        while (page.At("hasNextPage").GetBoolean());

        Assert.Equal(all.Where(change => change.Text("entryKind") is "ADMINISTRATION" or "DEMARCHE").Select(change => change.Text("entryId")), found);
        Assert.Equal(0, (await api.DataAsync("{ changes(kinds: []) { nodes { entryId } } }")).At("changes", "nodes").GetArrayLength());
    }

    [Fact]
    public async Task Feeds_AfterAPublication_BeginWithIt_WhereItStandsAndWhomItServes()
    {
        var (here, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var client = api.StartHost(builder => builder.UseSetting("Pages:PublicUrl", "https://annuaire.example")).CreateClient();
        await api.PublishAsync(here, 0, A.Mairie("Mairie <& \"suivie\">") with
        {
            ExternalIds = [],
            Notices =
            [
                new Notice { Title = "Fermée hier", Until = DirectoryApi.Now - Duration.FromHours(1), Level = NoticeLevel.Warning },
                new Notice { Title = "Pas encore dit", From = DirectoryApi.Now + Duration.FromDays(2), Level = NoticeLevel.Warning },
                new Notice { Title = "Travaux", Until = DirectoryApi.Now + Duration.FromDays(1), Level = NoticeLevel.Warning },
            ],
        }, DirectoryApi.Now);
        var far = A.Mairie("Mairie d'ailleurs");
        await api.PublishAsync(elsewhere, 0, far with
        {
            ExternalIds = [],
            Commune = InseeCode.Parse("13055"),
            Addresses = [far.Addresses[0] with { Commune = InseeCode.Parse("13055"), Location = null }],
            Competences = [new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("13055")] }],
        }, DirectoryApi.Now);

        XNamespace atom = "http://www.w3.org/2005/Atom";
        foreach (var path in new[] { $"/guichets/{here}.atom", "/communes/69266.atom", "/departements/69.atom" })
        {
            XElement? feed = null;
            await DirectoryApi.UntilAsync(async () =>
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                feed = answer.IsSuccessStatusCode ? XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root : null;
                return feed?.Value.Contains("suivie", StringComparison.Ordinal) is true;
            });
            var entries = feed!.Elements(atom + "entry").ToList();
            Assert.Equal(
                (path, $"urn:uuid:{here}", "Mairie <& \"suivie\">", "Travaux."),
                (path, entries[0].Element(atom + "id")!.Value, entries[0].Element(atom + "title")!.Value, entries[0].Element(atom + "summary")!.Value));
            Assert.Equal("2026-", feed.Element(atom + "updated")!.Value[..5]);
            Assert.Equal(entries[0].Element(atom + "updated")!.Value, feed.Element(atom + "updated")!.Value);
            Assert.DoesNotContain(entries, entry => entry.Element(atom + "id")!.Value == $"urn:uuid:{elsewhere}");
        }

        await api.PublishAsync(here, 1, null);
        await api.PublishAsync(elsewhere, 1, null);
        await api.UntilNamedAsync(elsewhere, null);
    }

    [Fact]
    public async Task Exports_AfterAPublication_AreOfTheNewState_WithoutLinesOfAgents()
    {
        const string path = "/exports/guichets.ndjson";
        var (id, before) = (Guid.CreateVersion7(), await api.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
        await api.PublishAsync(id, 0, A.Mairie("Mairie - Exportée") with
        {
            ExternalIds = [],
            Channels =
            [
                new ContactChannel { Kind = ChannelKind.Phone, Value = "+33498765401", Audience = ChannelAudience.Agent },
                new ContactChannel { Kind = ChannelKind.Phone, Value = "+33498765402" },
            ],
        });
        await api.UntilNamedAsync(id, "Mairie - Exportée");

        var after = await api.Client.GetStringAsync(new Uri(path, UriKind.Relative));
        Assert.DoesNotContain("Mairie - Exportée", before, StringComparison.Ordinal);
        Assert.Single(after.Split('\n'), line => line.Contains("Mairie - Exportée", StringComparison.Ordinal));
        foreach (var format in ExportFormat.All)
        {
            var file = await api.Client.GetStringAsync(new Uri(format.Path, UriKind.Relative));
            Assert.Contains("Mairie - Exportée", file, StringComparison.Ordinal);
            Assert.DoesNotContain("98765401", file.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("98765402", file.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        await api.PublishAsync(id, 1, null);
        await api.UntilNamedAsync(id, null);
        Assert.Equal(before, await api.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task Changes_FromAKeptCursor_AreExactlyWhatWasPublishedSince()
    {
        var (_, cursor) = await WalkAsync(null, 1000);
        var id = Guid.CreateVersion7();
        await api.PublishAsync(id, 0, A.Mairie("Mairie - Nouvelle") with { ExternalIds = [] });
        await api.UntilNamedAsync(id, "Mairie - Nouvelle");

        var (created, afterCreation) = await WalkAsync(cursor, 1000);
        await api.PublishAsync(id, 1, A.Mairie("Mairie - Renommée") with { ExternalIds = [] }, path: PublicationPath.Urgent);
        await api.UntilNamedAsync(id, "Mairie - Renommée");
        var (updated, afterUpdate) = await WalkAsync(afterCreation, 1000);
        await api.PublishAsync(id, 2, null);
        await api.UntilNamedAsync(id, null);
        var (removed, afterRemoval) = await WalkAsync(afterUpdate, 1000);
        var (sinceTheStart, _) = await WalkAsync(cursor, 1000);
        var (nothing, end) = await WalkAsync(afterRemoval, 1000);

        AssertChange(created, id, 1, "CREATED", "Mairie - Nouvelle", isUrgent: false);
        AssertChange(updated, id, 2, "UPDATED", "Mairie - Renommée", isUrgent: true);
        AssertChange(removed, id, 3, "REMOVED", null, isUrgent: false);
        AssertChange(sinceTheStart, id, 3, "REMOVED", null, isUrgent: false); // once, at its latest change
        using (var page = await api.Stay.GetAsync(new Uri($"/guichets/mairie-renommee-{id:N}", UriKind.Relative)))
        {
            Assert.Equal(System.Net.HttpStatusCode.Gone, page.StatusCode); // its page says so too
        }

        Assert.Empty(nothing);
        Assert.Equal(afterRemoval, end); // the cursor stays where it is
    }

    [Fact]
    public async Task Changes_ReadForTheFirstTime_AreAllNew()
    {
        var (known, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await api.PublishAsync(known, 0, A.Mairie("Mairie - Ancienne") with { ExternalIds = [] });
        await api.PublishAsync(known, 1, A.Mairie("Mairie - Changée") with { ExternalIds = [] });
        await api.PublishAsync(unknown, 0, A.Mairie("Mairie - Retirée") with { ExternalIds = [] });
        await api.PublishAsync(unknown, 1, null);
        await api.UntilNamedAsync(known, "Mairie - Changée");
        await api.UntilNamedAsync(unknown, null);

        var (all, cursor) = await WalkAsync(null, 60);
        var (since, _) = await WalkAsync(cursor, 60);

        Assert.All(all, change => Assert.Equal("CREATED", change.Text("kind")));
        Assert.Contains(all, change => change.Text("entryId") == known.ToString());
        Assert.DoesNotContain(all, change => change.Text("entryId") == unknown.ToString());
        Assert.Empty(since);
    }

    /// <summary>A directory that was restored from a backup has other changes after the same place.</summary>
    [Fact]
    public async Task Changes_FromACursorOfAnotherLog_AreRefused()
    {
        var (_, cursor) = await WalkAsync(null, 1000);
        var (place, mark) = (cursor.Split('-')[0], cursor.Split('-')[1]);

        var ofAnother =
            await api.AskAsync(Query, new { after = $"{place}-{new string(mark[0] == 'a' ? 'b' : 'a', mark.Length)}", first = 10 });
        var ofNone = await api.AskAsync(Query, new { after = $"{place}-x", first = 10 });

        // A first read that was under way: where it would end is beyond the log, or of another one.
        var beyond = await api.AskAsync(Query, new { after = $"{place}-{mark}-999999999", first = 10 });
        var page = await api.DataAsync(Query, new { after = (string?)null, first = 10 });
        var under = page.At("changes").Text("endCursor").Split('-');
        var elsewhere = await api.AskAsync(
            Query, new { after = $"{under[0]}-{new string(under[1][0] == 'a' ? 'b' : 'a', under[1].Length)}-{under[2]}", first = 10 });

        Assert.All([ofAnother, beyond, elsewhere], answer => Assert.Equal("CURSOR_AHEAD", answer.At("errors")[0].Code()));
        Assert.False(ofNone.TryGetProperty("errors", out _));
    }

    private static void AssertChange(List<JsonElement> changes, Guid id, int version, string kind, string? name, bool isUrgent)
    {
        var change = Assert.Single(changes);
        Assert.Equal(
            (id.ToString(), version, kind, "ADMINISTRATION", isUrgent, "2026-03-02T09:00:00Z"),
            (change.Text("entryId"), change.At("version")
                .GetInt32(), change.Text("kind"), change.Text("entryKind"), change.At("urgent").GetBoolean(), change.Text("at")));
        Assert.Equal(name, change.At("entry").ValueKind == JsonValueKind.Null ? null : change.Text("entry", "name"));
    }

    private async Task<(List<JsonElement> Changes, string Cursor)> WalkAsync(string? after, int first)
    {
        var changes = new List<JsonElement>();
        while (true)
        {
            var page = (await api.DataAsync(Query, new { after, first })).At("changes");
            changes.AddRange(page.At("nodes").EnumerateArray());
            after = page.Text("endCursor");
            if (!page.At("hasNextPage").GetBoolean())
            {
                return (changes, after);
            }

            Assert.Equal(first, page.At("nodes").GetArrayLength());
        }
    }
}
