using System.Text.Json;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>An entry's content and a source's new record brought together, block by block.</summary>
/// <param name="Document">The merged document, canonical; null when the entry already says all of it.</param>
/// <param name="IsContentChanged">False where only the provenance moved.</param>
/// <param name="Conflicts">Blocks edited here and changed in the source, with the source's value (null: absent).</param>
/// <param name="BlockHashes">What the source says, as JSON: the base of the next comparison.</param>
public sealed record MergeOutcome(
    byte[]? Document, bool IsContentChanged, IReadOnlyList<(string Block, byte[]? Proposed)> Conflicts, byte[] BlockHashes);

/// <summary>
/// Compares what the source says now, what it said last time (fingerprints) and what the entry says. A block that was
/// edited here since the last import is never overwritten. Between two sources that speak of the same entry, the one that
/// looked last is believed: an older file adds its identifiers and nothing else.
/// </summary>
public static class ThreeWayMerge
{
    /// <param name="current">The entry's document as stored; null for a new entry.</param>
    /// <param name="source">What the source says now, canonical.</param>
    /// <param name="baseHashes">Fingerprints of what it said last time, by block; null when this source is new to the entry.</param>
    /// <param name="spokenBlocks">The blocks that the source speaks of.</param>
    public static MergeOutcome Merge(
        byte[]? current,
        byte[] source,
        IReadOnlyDictionary<string, string>? baseHashes,
        IReadOnlySet<string> spokenBlocks)
    {
        var theirs = DocumentBlocks.Of(source);
        if (current is null)
        {
            return new MergeOutcome(source, true, [], HashesOf(theirs, spokenBlocks));
        }

        var canonical = CanonicalJson.Of(current);
        var ours = DocumentBlocks.Of(canonical);
        var (ourProvenance, provenance) = (Provenances.Of(canonical), Provenances.Of(source));
        var isOtherSource = ourProvenance.Source != provenance.Source;
        var isOutdated = isOtherSource && !ourProvenance.IsLocal && provenance.IsOlderThan(ourProvenance);
        var (merged, conflicts) = (new SortedDictionary<string, byte[]>(ours, StringComparer.Ordinal), new List<(string, byte[]?)>());
        foreach (var block in spokenBlocks)
        {
            var (our, their) = (ours.GetValueOrDefault(block), theirs.GetValueOrDefault(block));
            if (block == DocumentBlocks.ExternalIds)
            {
                Set(merged, block, MergeExternalIds(our, their));
                continue;
            }

            var (ourHash, theirHash) = (DocumentBlocks.Fingerprint(our), DocumentBlocks.Fingerprint(their));
            var baseHash = baseHashes?.GetValueOrDefault(block) ?? (ourProvenance.IsEditedHere(block) ? null : ourHash);
            if (theirHash == baseHash || theirHash == ourHash)
            {
                continue;
            }

            if (isOtherSource && !ourProvenance.IsEditedHere(block))
            {
                if (!isOutdated)
                {
                    Set(merged, block, their);
                }
            }
            else if (ourHash == baseHash)
            {
                Set(merged, block, their);
            }
            else
            {
                conflicts.Add((block, their));
            }
        }

        var isChanged = !Same(ours, merged);
        merged[DocumentBlocks.SchemaVersion] = "1"u8.ToArray();
        merged[DocumentBlocks.Provenance] = isOutdated ? ourProvenance.Write() : Provenances.Merge(ourProvenance, provenance);
        var document = CanonicalJson.Compose(merged);
        return new MergeOutcome(
            document.AsSpan().SequenceEqual(canonical) ? null : document, isChanged, conflicts, HashesOf(theirs, spokenBlocks));
    }

    // By scheme: the source speaks for the schemes that it uses, and for those only.
    private static byte[]? MergeExternalIds(byte[]? ours, byte[]? theirs)
    {
        var (our, their) = (Read(ours), Read(theirs));
        var schemes = their.Select(id => id.Scheme).ToHashSet(StringComparer.Ordinal);
        var merged = their.Concat(our.Where(id => !schemes.Contains(id.Scheme))).Distinct().ToList();
        if (merged.ToHashSet().SetEquals(our))
        {
            return ours; // another order says nothing new
        }

        return merged.Count == 0 ? null : ExternalIdJson.Write(merged);

        static IReadOnlyList<ExternalId> Read(byte[]? block) => block is null ? [] : ExternalIdJson.Read(block);
    }

    private static byte[] HashesOf(SortedDictionary<string, byte[]> blocks, IReadOnlySet<string> spokenBlocks) =>
        JsonSerializer.SerializeToUtf8Bytes(spokenBlocks.Order(StringComparer.Ordinal).ToDictionary(
            block => block, block => DocumentBlocks.Fingerprint(blocks.GetValueOrDefault(block))));

    private static bool Same(SortedDictionary<string, byte[]> one, SortedDictionary<string, byte[]> other) =>
        one.Count == other.Count
        && one.All(block => other.TryGetValue(block.Key, out var value) && value.AsSpan().SequenceEqual(block.Value));

    private static void Set(SortedDictionary<string, byte[]> blocks, string name, byte[]? value)
    {
        if (value is null)
        {
            blocks.Remove(name);
        }
        else
        {
            blocks[name] = value;
        }
    }
}
