using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>
/// The beginning of the journal as a file: a line of JSON for each of its lines, with its link, then the signed line of heads that names the
/// last link. The signature and the chain vouch for every line: the file proves itself with the public key alone.
/// </summary>
public static class JournalExport
{
    private const int MaxLineLength = 100_000;

    // What is hashed, in that order, after the chain and the sequence: the same texts as in ChainedLines.
    private static readonly string[] Names = ["linked_at", "id", "at", "account_id", "action", "object_kind", "object_id", "detail"];

    /// <summary>Writes the lines up to a link, and the head. Call in a transaction in which the journal stands still.</summary>
    /// <returns>SHA-256 of the file.</returns>
    public static async Task<byte[]> WriteAsync(
        NpgsqlConnection connection, string path, long upTo, string head, CancellationToken cancellationToken)
    {
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            await using var writer = new StreamWriter(file);
            var lines = connection.StreamAsync(
                """
                select k.sequence, encode(k.previous_hash, 'hex'), encode(k.hash, 'hex'), (extract(epoch from k.linked_at) * 1000000)::bigint::text, j.id::text,
                    (extract(epoch from j.at) * 1000000)::bigint::text, j.account_id::text, j.action, j.object_kind, j.object_id::text, j.detail::text
                from chain_links k join journal j on j.id = k.line_id
                where k.chain = 'journal' and k.sequence <= $1 order by k.sequence
                """,
                row =>
                {
                    var line = new Dictionary<string, string?>
                    {
                        ["sequence"] = row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
                        ["previous"] = row.GetString(1),
                        ["hash"] = row.GetString(2),
                    };
                    for (var i = 0; i < Names.Length; i++)
                    {
                        line.Add(Names[i], row.Text(3 + i));
                    }

                    return JsonSerializer.Serialize(line);
                },
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

    /// <summary>Proves a file: every line matches its hash and follows the one before, and the last link is the one that was signed.</summary>
    /// <returns>How many lines it holds; what is wrong, in English, null for nothing.</returns>
    public static (long Lines, string? Problem) Verify(string path, ECDsa publicKey)
    {
        var (count, sequence, hash) = (0L, "", "");
        foreach (var text in File.ReadLines(path))
        {
            if (text.Length > MaxLineLength)
            {
                return (count, $"line {count + 1} is too long");
            }

            try
            {
                if (text.Contains('\t', StringComparison.Ordinal))
                {
                    return SignedHeads.Read(text, publicKey).Heads.Contains(new ChainHead(Chains.Journal, long.Parse(sequence, CultureInfo.InvariantCulture), hash))
                        ? (count, null)
                        : (count, "the signed head names another link than the last one");
                }

                var line = JsonSerializer.Deserialize<Dictionary<string, string?>>(text)!;
                var made = Convert.ToHexStringLower(LinkHash.Of(
                    Convert.FromHexString(line["previous"]!), [Chains.Journal, line["sequence"], .. Names.Select(name => line[name])]));
                if (made != line["hash"] || (count > 0 && line["previous"] != hash))
                {
                    return (count, $"line {count + 1} does not match its hash, or does not follow the one before");
                }

                (count, sequence, hash) = (count + 1, line["sequence"]!, line["hash"]!);
            }
            catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or ArgumentNullException)
            {
                return (count, $"line {count + 1} is no line of the journal, nor a signed head: {e.Message}");
            }
        }

        return (count, "there is no signed head at its end");
    }
}
