using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>
/// The beginning of the journal as a file: the signed line of heads at which it was last cut, a line of JSON for each line of the journal,
/// with its link, then the signed line of heads that names the last link. The signatures and the chain vouch for every line: the file
/// proves itself with the public key alone (<see cref="ExportedJournal"/>).
/// </summary>
internal static class JournalExport
{
    /// <summary>
    /// What stands in a line, in that order. From <c>linked_at</c> on it is hashed, the same texts as in <see cref="ChainedLines"/>.
    /// </summary>
    public static readonly string[] Names =
        ["sequence", "previous", "hash", "linked_at", "id", "at", "account_id", "action", "object_kind", "object_id", "detail"];

    /// <summary>The one way in which a line is written.</summary>
    public static string Line(Func<int, string?> value)
    {
        var line = new Dictionary<string, string?>(Names.Length);
        for (var i = 0; i < Names.Length; i++)
        {
            line.Add(Names[i], value(i));
        }

        return JsonSerializer.Serialize(line);
    }

    /// <summary>Writes the lines up to a link, between the heads. Call in a transaction in which the journal stands still.</summary>
    /// <returns>SHA-256 of the file.</returns>
    public static async Task<byte[]> WriteAsync(
        NpgsqlConnection connection, string path, string? headBefore, long upTo, string head, CancellationToken cancellationToken)
    {
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            await using var writer = new StreamWriter(file);
            if (headBefore is not null)
            {
                await writer.WriteLineAsync(headBefore.AsMemory(), cancellationToken);
            }

            var lines = connection.StreamAsync(
                """
                select k.sequence, encode(k.previous_hash, 'hex'), encode(k.hash, 'hex'), (extract(epoch from k.linked_at) * 1000000)::bigint::text, j.id::text,
                    (extract(epoch from j.at) * 1000000)::bigint::text, j.account_id::text, j.action, j.object_kind, j.object_id::text, j.detail::text
                from chain_links k join journal j on j.id = k.line_id
                where k.chain = 'journal' and k.sequence <= $1 order by k.sequence
                """,
                row => Line(column => column == 0 ? row.GetInt64(0).ToString(CultureInfo.InvariantCulture) : row.Text(column)),
                cancellationToken,
                upTo);
            await foreach (var line in lines)
            {
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
            }

            await writer.WriteLineAsync(head.AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
        }

        await using var written = File.OpenRead(path);
        return await SHA256.HashDataAsync(written, cancellationToken);
    }
}
