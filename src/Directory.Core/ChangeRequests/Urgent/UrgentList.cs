using System.Text.Json;
using System.Text.Json.Nodes;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>
/// What may be published before a second person has seen it: notices, exceptional hours within the opening hours, and the
/// phone numbers, mail addresses and online services among the contact channels. Nothing else.
/// </summary>
public static class UrgentList
{
    private static readonly HashSet<string> ChannelKinds = new(StringComparer.Ordinal) { "PHONE", "EMAIL", "ONLINE_SERVICE" };

    /// <summary>The blocks in which two documents differ beyond what the urgent path allows, in ordinal order.</summary>
    /// <param name="before">What is published, as canonical JSON.</param>
    /// <param name="after">What would be.</param>
    public static IReadOnlyList<string> FindForbidden(byte[] before, byte[] after)
    {
        var (was, will) = (DocumentMerge.BlocksOf(before), DocumentMerge.BlocksOf(after));
        return DocumentMerge.Differences(before, after)
            .Where(block => !DocumentMerge.Same(
                Rest(block, was.GetValueOrDefault(block)), Rest(block, will.GetValueOrDefault(block))))
            .ToList();
    }

    // What remains of a block without what may be changed urgently; null for nothing.
    private static byte[]? Rest(string block, byte[]? value)
    {
        if (value is null || block == "notices")
        {
            return null;
        }

        if (block is not ("openingHours" or "channels"))
        {
            return value;
        }

        var node = JsonNode.Parse(value)!;
        if (node is JsonObject hours)
        {
            hours.Remove("exceptional");
            // Hours that say nothing but exceptions say nothing of ordinary days, as absent ones; the policy that every schedule has, when
            // it decides nothing, is nothing said either.
            var saysNothing =
                hours.All(property => property is { Key: "publicHolidays", Value: JsonValue policy } && (string?)policy == "UNCONFIRMED");
            return saysNothing ? null : Canonical(hours);
        }

        var rest = new JsonArray([.. node.AsArray()
            .Where(channel => !ChannelKinds.Contains((string?)channel!["kind"] ?? ""))
            .Select(channel => channel!.DeepClone())]);
        return rest.Count == 0 ? null : Canonical(rest);
    }

    private static byte[] Canonical(JsonNode node) => CanonicalJson.Of(JsonSerializer.SerializeToElement(node));
}
