using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>The provenance that goes with what is published from here, as canonical JSON.</summary>
internal static class LocalProvenance
{
    /// <summary>The changed blocks are ours, checked now; the others come from where they came from.</summary>
    public static byte[] Stamp(byte[]? current, IReadOnlyList<string> changed, Instant now)
    {
        if (current is null)
        {
            return Canonical(Ours(now));
        }

        var provenance = Read(current);
        var blocks = BlocksOf(provenance);
        foreach (var block in changed)
        {
            blocks[block] = Ours(now);
        }

        return Canonical(provenance);
    }

    /// <summary>The returned blocks come again from where they came from in an earlier version.</summary>
    public static byte[] Return(byte[] current, byte[] earlier, IReadOnlyList<string> returned)
    {
        var (provenance, before) = (Read(current), Read(earlier));
        var (blocks, earlierBlocks) = (BlocksOf(provenance), BlocksOf(before));
        foreach (var block in returned)
        {
            if (earlierBlocks[block] is { } own)
            {
                blocks[block] = own.DeepClone();
            }
            else
            {
                blocks.Remove(block);
            }
        }

        return Canonical(provenance);
    }

    /// <summary>Someone has checked these blocks, or all of them, and found them right: they come from where they came from.</summary>
    public static byte[] Check(byte[] current, IReadOnlyList<string>? checkedBlocks, Instant now)
    {
        var provenance = Read(current);
        var blocks = BlocksOf(provenance);
        if (checkedBlocks is null)
        {
            provenance["verifiedAt"] = Text(now);
        }

        foreach (var block in checkedBlocks ?? [.. blocks.Select(block => block.Key)])
        {
            var own = blocks[block] as JsonObject ?? new JsonObject { ["source"] = provenance["source"]!.DeepClone() };
            own["verifiedAt"] = Text(now);
            blocks[block] = own.Parent is null ? own : own.DeepClone();
        }

        return Canonical(provenance);
    }

    private static JsonObject Ours(Instant now) => new() { ["source"] = Sources.Local.Code, ["verifiedAt"] = Text(now) };

    private static JsonObject Read(byte[] document) =>
        JsonNode.Parse(document)!.AsObject()[DocumentBlocks.Provenance]!.DeepClone().AsObject();

    private static JsonObject BlocksOf(JsonObject provenance)
    {
        if (provenance["blocks"] is not JsonObject blocks)
        {
            provenance["blocks"] = blocks = [];
        }

        return blocks;
    }

    private static byte[] Canonical(JsonObject provenance)
    {
        if (provenance["blocks"] is JsonObject { Count: 0 })
        {
            provenance.Remove("blocks");
        }

        return CanonicalJson.Of(System.Text.Encoding.UTF8.GetBytes(provenance.ToJsonString()));
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
