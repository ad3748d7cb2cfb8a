using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>A line of an entry's history.</summary>
/// <param name="Version">Which version.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Path">How: one of <see cref="PublicationPath"/>.</param>
/// <param name="Author">A person's name; for an import, the French name of its source.</param>
/// <param name="Approver">The second person's name; null where there was none.</param>
/// <param name="Reason">Why, in the author's words; null when nothing was said.</param>
/// <param name="Source">The code of the source.</param>
/// <param name="RequestId">The request that it came from; null for imports.</param>
/// <param name="IsRemoval">Whether the entry was removed.</param>
/// <param name="IsNew">Whether it is the first, or brought the entry back.</param>
/// <param name="Blocks">The blocks that differ from the version before; empty for one that only confirms.</param>
public sealed record EntryVersionLine(
    int Version,
    Instant PublishedAt,
    string Path,
    string Author,
    string? Approver,
    string? Reason,
    string Source,
    Guid? RequestId,
    bool IsRemoval,
    bool IsNew,
    IReadOnlyList<string> Blocks);

/// <summary>A page of an entry's history.</summary>
/// <param name="Total">How many versions there are.</param>
/// <param name="Lines">Those of the page, the last first.</param>
public sealed record EntryVersionPage(int Total, IReadOnlyList<EntryVersionLine> Lines);

/// <summary>
/// The published past of an entry, with the names of those who made it. Whether the reader may see it is for the page to ask first.
/// </summary>
public sealed class EntryVersions(NpgsqlDataSource dataSource)
{
    /// <summary>The most lines on a page: each is compared with the one before.</summary>
    public const int MaxPageSize = 50;

    /// <summary>One version; null when there is none such.</summary>
    public async Task<EntryState?> FindAsync(Guid entryId, int version, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await EntryReader.ReadVersionAsync(connection, entryId, version, cancellationToken);
    }

    /// <param name="entryId">The entry.</param>
    /// <param name="offset">Lines to pass over, from 0.</param>
    /// <param name="limit">Lines wanted, 1 to 50.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EntryVersionPage> ReadAsync(Guid entryId, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MaxPageSize));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var total = await connection.ScalarAsync<long>(
            "select count(*) from entry_versions where entry_id = $1", cancellationToken, entryId); // uq_entry_versions_entry_version
        var rows = await connection.QueryAsync(
            """
            select v.version, v.published_at, v.path, coalesce(a.name, v.author), coalesce(b.name, v.approver), v.reason, v.source,
                v.change_request_id, v.document
            from entry_versions v
                left join accounts a on a.id::text = v.author left join accounts b on b.id::text = v.approver
            where v.entry_id = $1 order by v.version desc offset $2 limit $3
            """,
            row => (
                Line: new EntryVersionLine(
                    row.GetInt32(0), row.At(1)!.Value, row.GetString(2),
                    row.GetString(2) == PublicationPath.Import ? Sources.Of(row.GetString(6)).Name : row.GetString(3),
                    row.Text(4), row.Text(5), row.GetString(6), row.Id(7), row.IsDBNull(8), IsNew: false, []),
                Document: row.IsDBNull(8) ? null : CanonicalJson.Of(row.GetFieldValue<byte[]>(8))),
            cancellationToken,
            entryId, offset, limit + 1); // one more, to compare the last with
        var lines = rows.Take(limit).Select((row, index) =>
        {
            var before = index + 1 < rows.Count ? rows[index + 1].Document : null;
            return row.Line with
            {
                IsNew = row.Document is not null && before is null,
                Blocks = row.Document is null || before is null ? [] : DocumentMerge.Differences(before, row.Document),
            };
        });
        return new EntryVersionPage((int)total, [.. lines]);
    }
}
