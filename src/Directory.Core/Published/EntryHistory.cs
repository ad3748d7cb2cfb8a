using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Published;

/// <summary>What a version changed.</summary>
/// <param name="Version">From 1.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="IsUrgent">Whether it came by the urgent path.</param>
/// <param name="Summary">What it changed, in a few French words.</param>
/// <param name="ChangedBlocks">Names of the blocks that it changed; empty where it only confirmed, created or removed.</param>
public sealed record VersionSummary(
    int Version, Instant PublishedAt, bool IsUrgent, string Summary, IReadOnlyList<string> ChangedBlocks);

/// <summary>
/// Past versions, read from the log when asked for: pictures hold the present only. Without the database there is no past.
/// </summary>
/// <param name="database">A login that may read; the caller disposes it.</param>
public sealed class EntryHistory(NpgsqlDataSource database)
{
    /// <summary>The most versions of an entry at a time.</summary>
    public const int MaxFirst = 50;

    // Index: uq_entry_versions_entry_version.
    private const string Last =
        """
        select asked.place, v.version, v.document, v.path, v.published_at
        from unnest($1::uuid[]) with ordinality asked (id, place)
            cross join lateral (
                select version, document, path, published_at from entry_versions
                where entry_id = asked.id order by version desc limit $2
            ) v
        order by asked.place, v.version desc
        """;

    private const string AsOf =
        """
        select sequence, entry_id, kind, version, document, path, published_at, changed_at
        from entry_versions where entry_id = $1 and published_at <= $2
        order by version desc limit 1
        """;

    /// <summary>The last versions of each entry, newest first, in the order of the entries; empty where one is not known.</summary>
    /// <param name="entries">The entries; each may appear once.</param>
    /// <param name="first">How many of each, 0 to <see cref="MaxFirst"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public Task<IReadOnlyList<VersionSummary>[]> ReadAsync(IReadOnlyList<Guid> entries, int first, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return AskAsync(() => ReadRowsAsync(entries, first, cancellationToken));
    }

    /// <summary>The version of an entry that was published at an instant; null where there was none. It may be a tombstone.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public Task<PublishedVersion?> FindAsOfAsync(Guid entry, Instant at, CancellationToken cancellationToken) =>
        AskAsync(() => FindRowAsync(entry, at, cancellationToken));

    /// <summary>The hashes of the log at some places, each of which stands for all before it; none where the log does not reach.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public Task<IReadOnlyDictionary<long, byte[]>> FindHashesAsync(long[] sequences, CancellationToken cancellationToken) =>
        AskAsync(() => FindHashRowsAsync(sequences, cancellationToken));

    // Connections that wait for use are as dead as the one that failed.
    private async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await question();
        }
        catch (NpgsqlException e) when (DirectoryDatabase.IsAway(e))
        {
            database.Clear();
            throw;
        }
    }

    private async Task<IReadOnlyDictionary<long, byte[]>> FindHashRowsAsync(long[] sequences, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select sequence, row_hash from entry_versions where sequence = any($1)");
        command.Parameters.Add(new() { Value = sequences });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hashes = new Dictionary<long, byte[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hashes.Add(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
        }

        return hashes;
    }

    private async Task<IReadOnlyList<VersionSummary>[]> ReadRowsAsync(
        IReadOnlyList<Guid> entries, int first, CancellationToken cancellationToken)
    {
        var rows = new List<Row>[entries.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [];
        }

        await using var command = database.CreateCommand(Last);
        command.Parameters.Add(new() { Value = entries.ToArray() });
        command.Parameters.Add(new() { Value = Math.Clamp(first, 0, MaxFirst) + 1 }); // one more, to compare the oldest with
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows[(int)reader.GetInt64(0) - 1].Add(new Row(
                reader.GetInt32(1),
                await reader.IsDBNullAsync(2, cancellationToken) ? null : DocumentBlocks.Of(reader.GetFieldValue<byte[]>(2)),
                reader.GetString(3) == PublicationPath.Urgent,
                Instant.FromDateTimeUtc(reader.GetDateTime(4))));
        }

        return Array.ConvertAll(rows, versions => Summaries(versions, first));
    }

    private async Task<PublishedVersion?> FindRowAsync(Guid entry, Instant at, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(AsOf);
        command.Parameters.Add(new() { Value = entry });
        command.Parameters.Add(new() { Value = at.ToDateTimeUtc() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new PublishedVersion(
                reader.GetInt64(0),
                reader.GetGuid(1),
                EntryKinds.Parse(reader.GetString(2)),
                reader.GetInt32(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetFieldValue<byte[]>(4),
                reader.GetString(5),
                Instant.FromDateTimeUtc(reader.GetDateTime(6)),
                Instant.FromDateTimeUtc(reader.GetDateTime(7)))
            : null;
    }

    private static IReadOnlyList<VersionSummary> Summaries(List<Row> versions, int first) =>
    [
        .. versions.Take(first).Select((version, index) =>
        {
            var before = index + 1 < versions.Count ? versions[index + 1].Blocks : null;
            var changed = version.Blocks is null || before is null ? [] : ChangedBlocks(before, version.Blocks);
            return new VersionSummary(version.Version, version.PublishedAt, version.IsUrgent, Say(version, before, changed), changed);
        }),
    ];

    private static string[] ChangedBlocks(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after) =>
    [
        .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(
                block =>
                    !(before.TryGetValue(block, out var old)
                        && after.TryGetValue(block, out var fresh)
                        && old.AsSpan().SequenceEqual(fresh)))
            .Order(StringComparer.Ordinal),
    ];

    private static string Say(Row version, SortedDictionary<string, byte[]>? before, string[] changed) => version switch
    {
        { Version: 1 } => "Création",
        { Blocks: null } => "Retrait",
        _ when before is null => "Rétablissement",
        _ when changed.Length == 0 => "Vérification, sans changement",
        _ => $"Modification : {string.Join(", ", changed.Select(block => BlockNames.Of(block).ToLowerInvariant()))}",
    };

    // The documents go through jsonb, which is canonical enough to compare blocks of.
    private sealed record Row(int Version, SortedDictionary<string, byte[]>? Blocks, bool IsUrgent, Instant PublishedAt);
}
