using System.Text;
using System.Text.Json;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Says two documents side by side, block by block, in words that people read.</summary>
public static class DocumentComparison
{
    /// <param name="kind">Of both.</param>
    /// <param name="before">Canonical JSON; null for nothing.</param>
    /// <param name="after">Canonical JSON; null for nothing.</param>
    /// <param name="changesOnly">Only blocks that differ.</param>
    public static IReadOnlyList<ComparedBlock> Of(EntryKind kind, byte[]? before, byte[]? after, bool changesOnly = true)
    {
        var (was, will) = (BlocksOf(before), BlocksOf(after));
        return was.Keys.Union(will.Keys).Order(StringComparer.Ordinal)
            .Select(block => new ComparedBlock(
                block, BlockNames.Of(block), [new ComparedRow(BlockNames.Of(block), Text(was, block), Text(will, block))]))
            .Where(block => !changesOnly || block.Changes > 0)
            .ToList();
    }

    private static SortedDictionary<string, byte[]> BlocksOf(byte[]? document) =>
        document is null ? new(StringComparer.Ordinal) : DocumentBlocks.Of(document);

    private static string? Text(SortedDictionary<string, byte[]> blocks, string block)
    {
        if (!blocks.TryGetValue(block, out var json))
        {
            return null;
        }

        using var value = JsonDocument.Parse(json);
        return value.RootElement.ValueKind is JsonValueKind.String ? value.RootElement.GetString() : Encoding.UTF8.GetString(json);
    }
}
