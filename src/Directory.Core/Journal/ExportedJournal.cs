using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>A file of the journal, proven.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">What its first line follows: no line is missing after it.</param>
/// <param name="Last">Its last link, which a signed head names.</param>
/// <param name="SignedAt">When that was signed.</param>
/// <param name="Problem">What is wrong, in English, and where; null for nothing. The rest is then as far as it could be read.</param>
public sealed record ExportedJournal(string Path, ChainHead Before, ChainHead Last, Instant? SignedAt, string? Problem)
{
    /// <summary>How files of <c>journal-cut</c> end.</summary>
    public const string Extension = ".jsonl";

    private const int MaxLineLength = 100_000;

    /// <summary>
    /// Proves a file from its first line to its last: it begins at the first link there ever was, or at a signed head; every line matches
    /// its hash and follows the one before; every head names the link above it; and it ends with a head.
    /// </summary>
    public static ExportedJournal Prove(string path, ECDsa publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        var before = ChainHead.StartOf(Chains.Journal);
        var (last, number) = (before, 0);
        Instant? signedAt = null;
        foreach (var text in BoundedLines.Read(path, MaxLineLength))
        {
            number++;
            try
            {
                if (text.Length > MaxLineLength)
                {
                    return Wrong("is too long");
                }

                if (!text.Contains('\t', StringComparison.Ordinal))
                {
                    if (Follow(text, last) is not { } link)
                    {
                        var why = number == 1
                            ? ", nor is there a signed head before it: what is before it is missing"
                            : ": lines are missing, altered or added";
                        return Wrong($"is not link {last.Sequence + 1}{why}");
                    }

                    (last, signedAt) = (link, null);
                    continue;
                }

                var signed = SignedHeads.Read(text, publicKey);
                if (number == 1 && signed.Heads.FirstOrDefault(head => head.Chain == Chains.Journal) is { } beginning)
                {
                    (before, last) = (beginning, beginning);
                }

                if (!signed.Heads.Contains(last))
                {
                    return Wrong("is a signed head that names another link than the one before it");
                }

                signedAt = signed.At;
            }
            catch (Exception e) when (e is JsonException or FormatException or OverflowException)
            {
                return Wrong($"is no line of the journal, nor a signed head: {e.Message}");
            }
        }

        return new ExportedJournal(path, before, last, signedAt, (last.Sequence == before.Sequence, signedAt) switch
        {
            (true, _) => $"{path}: it holds no line of the journal",
            (_, null) => $"{path}: there is no signed head at its end: nobody vouches for its last lines",
            _ => null,
        });

        ExportedJournal Wrong(string what) => new(path, before, last, null, $"{path}: line {number} {what}");
    }

    /// <summary>
    /// What is missing among files of which each is proven: from the first line there ever was to where the journal was last cut.
    /// </summary>
    /// <param name="files">In any order; some may hold the same lines.</param>
    /// <param name="cut">Where the journal was last cut; null where that is not known.</param>
    /// <returns>In English, each naming its lines.</returns>
    public static IEnumerable<string> Missing(IEnumerable<ExportedJournal> files, ChainHead? cut)
    {
        var reached = ChainHead.StartOf(Chains.Journal);
        var hasCut = cut is null || cut == reached;
        foreach (var file in files.Where(file => file.Problem is null)
            .OrderBy(file => file.Before.Sequence)
            .ThenBy(file => file.Last.Sequence))
        {
            if (file.Before.Sequence > reached.Sequence)
            {
                yield return $"{file.Path}: it begins at line {file.Before.Sequence + 1}, "
                    + $"but no file holds lines {reached.Sequence + 1} to {file.Before.Sequence}";
            }
            else if (file.Before.Sequence == reached.Sequence && file.Before != reached)
            {
                yield return $"{file.Path}: its first line does not follow line {reached.Sequence} of the file before it";
            }

            hasCut |= file.Last == cut;
            reached = file.Last.Sequence > reached.Sequence ? file.Last : reached;
        }

        if (!hasCut)
        {
            yield return $"no file ends with line {cut!.Sequence}, at which the journal was last cut";
        }
    }

    // The link that a line is, where it is exactly as it was written and follows the one before; null otherwise.
    private static ChainHead? Follow(string text, ChainHead last)
    {
        if (JsonSerializer.Deserialize<Dictionary<string, string?>>(text) is not { } line
            || text != JournalExport.Line(column => line.GetValueOrDefault(JournalExport.Names[column])))
        {
            return null;
        }

        var next = (last.Sequence + 1).ToString(CultureInfo.InvariantCulture);
        var made = LinkHash.Of(
            Convert.FromHexString(last.Hash), [Chains.Journal, next, .. JournalExport.Names.Skip(3).Select(name => line[name])]);
        return line["sequence"] == next && line["previous"] == last.Hash && line["hash"] == Convert.ToHexStringLower(made)
            ? new ChainHead(Chains.Journal, last.Sequence + 1, line["hash"]!)
            : null;
    }
}
