using System.Text;
using System.Text.Json;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>A proposal brought together with what is published by now.</summary>
/// <param name="Blocks">The merged blocks; where there is a conflict, the published one.</param>
/// <param name="Changed">Names of the blocks in which they differ from what is published.</param>
/// <param name="Conflicts">Blocks that both changed, differently.</param>
public sealed record MergedDocument(
    SortedDictionary<string, byte[]> Blocks, IReadOnlyList<string> Changed, IReadOnlyList<BlockConflict> Conflicts);

/// <summary>
/// Merges by block: what only the author changed is the author's, what only others changed is theirs. Importing merges by
/// other rules, since a source's date counts there and a person's choice here.
/// </summary>
public static class DocumentMerge
{
    /// <param name="entryId">The entry, for the conflicts.</param>
    /// <param name="basis">What the author started from; null for nothing.</param>
    /// <param name="current">What is published now; null for nothing.</param>
    /// <param name="proposed">What the author wants. All three as canonical JSON.</param>
    public static MergedDocument Merge(Guid entryId, byte[]? basis, byte[]? current, byte[] proposed)
    {
        var (was, ours, theirs) = (BlocksOf(basis), BlocksOf(current), BlocksOf(proposed));
        var merged = new SortedDictionary<string, byte[]>(ours, StringComparer.Ordinal);
        var (changed, conflicts) = (new List<string>(), new List<BlockConflict>());
        foreach (var block in was.Keys.Union(ours.Keys).Union(theirs.Keys).Order(StringComparer.Ordinal).ToList())
        {
            var (before, our, their) =
                (was.GetValueOrDefault(block), ours.GetValueOrDefault(block), theirs.GetValueOrDefault(block));
            if (Same(their, before) || Same(their, our))
            {
                continue;
            }

            if (!Same(our, before))
            {
                conflicts.Add(new BlockConflict(entryId, block, Text(before), Text(our), Text(their)));
                continue;
            }

            changed.Add(block);
            Put(merged, block, their);
        }

        return new MergedDocument(merged, changed, conflicts);
    }

    /// <summary>What was published since someone asked to remove an entry: each block that they have not seen, against nothing.</summary>
    public static IReadOnlyList<BlockConflict> Unseen(Guid entryId, byte[]? basis, byte[]? current)
    {
        var (was, ours) = (BlocksOf(basis), BlocksOf(current));
        return [.. Differences(basis, current).Select(block =>
            new BlockConflict(entryId, block, Text(was.GetValueOrDefault(block)), Text(ours.GetValueOrDefault(block)), null))];
    }

    /// <summary>What a proposal would make of what is published now; where both changed a block, the proposal's word.</summary>
    /// <param name="basis">What the author started from; null for nothing.</param>
    /// <param name="current">What is published now.</param>
    /// <param name="proposed">What the author wants. All as canonical JSON; the answer has no provenance, to be compared only.</param>
    public static byte[] Outcome(byte[]? basis, byte[] current, byte[] proposed)
    {
        var (merged, theirs) = (Merge(Guid.Empty, basis, current, proposed), BlocksOf(proposed));
        foreach (var conflict in merged.Conflicts)
        {
            Put(merged.Blocks, conflict.Block, theirs.GetValueOrDefault(conflict.Block));
        }

        return CanonicalJson.Compose(merged.Blocks);
    }

    /// <summary>A document with what a proposal changes; where both changed a block, the document's word.</summary>
    /// <param name="basis">What the proposal started from.</param>
    /// <param name="document">Whose provenance stays.</param>
    /// <param name="proposed">What is proposed. All as canonical JSON.</param>
    public static byte[] Join(byte[]? basis, byte[] document, byte[] proposed)
    {
        var merged = Merge(Guid.Empty, basis, document, proposed).Blocks;
        using var whole = JsonDocument.Parse(document);
        foreach (var around in new[] { DocumentBlocks.SchemaVersion, DocumentBlocks.Provenance })
        {
            if (whole.RootElement.TryGetProperty(around, out var value))
            {
                merged[around] = CanonicalJson.Of(value);
            }
        }

        return CanonicalJson.Compose(merged);
    }

    /// <summary>Names of the blocks in which two documents differ, in ordinal order.</summary>
    public static IReadOnlyList<string> Differences(byte[]? one, byte[]? other)
    {
        var (left, right) = (BlocksOf(one), BlocksOf(other));
        return left.Keys.Union(right.Keys)
            .Where(block => !Same(left.GetValueOrDefault(block), right.GetValueOrDefault(block)))
            .Order(StringComparer.Ordinal).ToList();
    }

    // What was published before texts were cleaned differs by nothing that anyone sees from what is written now.
    internal static SortedDictionary<string, byte[]> BlocksOf(byte[]? document) =>
        document is null ? new(StringComparer.Ordinal) : DocumentBlocks.Of(PlainJson.Clean(document));

    /// <summary>Sets a block, or takes it away.</summary>
    internal static void Put(SortedDictionary<string, byte[]> blocks, string block, byte[]? value)
    {
        if (value is null)
        {
            blocks.Remove(block);
        }
        else
        {
            blocks[block] = value;
        }
    }

    internal static bool Same(byte[]? one, byte[]? other) =>
        one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private static string? Text(byte[]? block) => block is null ? null : Encoding.UTF8.GetString(block);
}
