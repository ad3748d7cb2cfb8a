using System.Globalization;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>
/// A partner's copy, kept by following <c>changes</c> from nothing while others publish: compared with the log itself.
/// </summary>
public sealed class FollowerTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private const int TransactionsOfARound = 50;

    private const string Query =
        """
        query ($after: String, $first: Int!) {
          changes(after: $after, first: $first) {
            endCursor hasNextPage
            nodes {
              sequence kind entryId entryKind version
              entry { ... on Administration { name } ... on ServiceType { label } ... on Demarche { title } ... on NoticeEntry { title } ... on LocalComplement { title } ... on Entry { version } }
            }
          }
        }
        """;

    private readonly Random _random = new(20260302);
    private readonly Dictionary<Guid, (EntryKind Kind, int Version, bool IsPublished)> _entries = [];

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Changes_FollowedWhileOthersPublish_LeaveExactlyWhatIsPublished(int first)
    {
        var copy = new Copy();
        await copy.ReadPageAsync(api, first); // begun before anything is published beside it
        for (var round = 0; round < 2; round++)
        {
            var publishing = Task.Run(PublishAtRandomAsync);
            while (!publishing.IsCompleted)
            {
                await copy.ReadPageAsync(api, first);
            }

            await publishing;
            var last = Guid.CreateVersion7(); // all before it is there when it is
            await api.PublishAsync(last, 0, A.Mairie("La dernière") with { ExternalIds = [] });
            await DirectoryApi.UntilAsync(async () =>
            {
                await copy.ReadPageAsync(api, first);
                return copy.Entries.ContainsKey(last.ToString());
            });

            Assert.Equal(await ReadLogAsync(), copy.Entries);
        }

        Assert.True(copy.Removals > 0); // in the second round, of what the first left
        Assert.Equal(
            ["ADMINISTRATION", "DEMARCHE", "LOCAL_COMPLEMENT", "NOTICE", "SERVICE_TYPE"],
            copy.Entries.Values.Select(entry => entry.Kind).Distinct().Order());
    }

    // Entries of all kinds come, change, are confirmed, go and come back, several in one transaction, one in five at once.
    private async Task PublishAtRandomAsync()
    {
        for (var i = 0; i < TransactionsOfARound; i++)
        {
            var publications =
                Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Next()).DistinctBy(publication => publication.EntryId).ToArray();
            await api.PublishAsync(publications, path: _random.Next(5) == 0 ? PublicationPath.Urgent : PublicationPath.Standard);
            foreach (var publication in publications)
            {
                _entries[publication.EntryId] = (publication.Kind, publication.BaseVersion + 1, publication.Document is not null);
            }
        }
    }

    private Publication Next()
    {
        var isNew = _entries.Count == 0 || _random.Next(3) == 0;
        var (id, known) = isNew ? (Guid.CreateVersion7(), (Enum.GetValues<EntryKind>()[_random.Next(5)], 0, false)) : Pick();
        var (kind, version, isPublished) = known;
        var isRemoved = isPublished && _random.Next(3) == 0;
        return new Publication(
            id, kind, version, isRemoved ? null : new ReadOnlyMemory<byte>?(DocumentJson.Write(Document(id, kind))), _random.Next(4) > 0);
    }

    private (Guid Id, (EntryKind Kind, int Version, bool IsPublished) Known) Pick()
    {
        var (id, known) = _entries.ElementAt(_random.Next(_entries.Count));
        return (id, known);
    }

    private EntryDocument Document(Guid id, EntryKind kind)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Nom {_random.Next(1000)} de {id}");
        return kind switch
        {
            EntryKind.Administration => A.Mairie(name) with { ExternalIds = [] },
            EntryKind.Demarche => A.Demarche(name) with { ExternalIds = [] },
            EntryKind.Notice => A.Notice(name),
            EntryKind.LocalComplement => A.LocalComplement(Guid.CreateVersion7(), name),
            _ =>
                new ServiceTypeDocument { Code = "t"
                    + id.ToString("N"), Label = name, Provenance = new Provenance { Source = Sources.Local.Code } },
        };
    }

    private async Task<SortedDictionary<string, Entry>> ReadLogAsync()
    {
        await using var database = api.Database.CreateDataSource();
        await using var command = database.CreateCommand(
            """
            select distinct on (entry_id) entry_id, upper(kind), version,
                coalesce(document->>'name', document->>'label', document->>'title')
            from entry_versions order by entry_id, version desc
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var published = new SortedDictionary<string, Entry>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            if (!await reader.IsDBNullAsync(3))
            {
                published.Add(reader.GetGuid(0).ToString(), new Entry(reader.GetString(1), reader.GetInt32(2), reader.GetString(3)));
            }
        }

        return published;
    }

    private sealed record Entry(string Kind, int Version, string Name);

    /// <summary>What a partner keeps: does only what the guide says.</summary>
    private sealed class Copy
    {
        private string? _cursor;

        public SortedDictionary<string, Entry> Entries { get; } = new(StringComparer.Ordinal);

        public int Removals { get; private set; }

        public async Task ReadPageAsync(DirectoryApi api, int first)
        {
            var page = (await api.DataAsync(Query, new { after = _cursor, first })).At("changes");
            foreach (var change in page.At("nodes").EnumerateArray())
            {
                var id = change.Text("entryId");
                if (change.Text("kind") == "REMOVED")
                {
                    Removals += Entries.Remove(id) ? 1 : 0;
                    continue;
                }

                var entry = change.At("entry");
                var name = entry.EnumerateObject().First(property => property.Name is "name" or "label" or "title").Value.GetString()!;
                Entries[id] = new Entry(change.Text("entryKind"), change.At("version").GetInt32(), name);
            }

            _cursor = page.Text("endCursor");
        }
    }
}
