using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>
/// One hash over everything that is published, independent of entry ids, versions and dates: two directories filled
/// from the same sources by different roads have the same digest.
/// </summary>
/// <param name="Documents">How many entries are published.</param>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record DirectoryDigest(long Documents, string Hash)
{
    /// <summary>Reads all published documents, in the order of their external identifiers.</summary>
    public static async Task<DirectoryDigest> ComputeAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with keys as (
                select entry_id, min(scheme || ':' || value) as key from external_ids group by entry_id)
            select coalesce(k.key, e.kind || ':' || e.name), v.document, p.key
            from entries e
                join entry_versions v on v.sequence = e.sequence
                left join keys k on k.entry_id = e.id
                left join keys p on p.entry_id = (v.document ->> 'parent')::uuid
            where not e.is_removed
            order by coalesce(k.key, e.kind || ':' || e.name) collate "C", e.name collate "C", v.document::text collate "C"
            """,
            connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
            hash.AppendData(Encoding.UTF8.GetBytes(reader.GetString(0)));
            var blocks = DocumentBlocks.Of(CanonicalJson.Of(reader.GetFieldValue<byte[]>(1)));
            if (!reader.IsDBNull(2))
            {
                blocks["parent"] = JsonSerializer.SerializeToUtf8Bytes(reader.GetString(2));
            }

            hash.AppendData(CanonicalJson.Compose(blocks));
        }

        return new DirectoryDigest(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
