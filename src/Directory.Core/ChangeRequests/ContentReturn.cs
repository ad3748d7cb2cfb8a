using System.Text.Json;
using System.Text.Json.Nodes;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>
/// Takes one publication back out of what is published now, whatever was published since: what it added goes, what it
/// took away comes back, and what others changed afterwards stays theirs. Works inside blocks, property by property and
/// item by item, because a closure that ends and a new phone number may well be in the same block. It always has an
/// answer: nobody is there to be asked when an urgent publication ends at night.
/// </summary>
public static class ContentReturn
{
    /// <param name="before">The version before the publication.</param>
    /// <param name="published">The version that it made.</param>
    /// <param name="current">What is published now. All three as canonical JSON.</param>
    /// <returns>The blocks without the publication, canonical.</returns>
    public static SortedDictionary<string, byte[]> Without(byte[] before, byte[] published, byte[] current)
    {
        var (was, made, now) = (DocumentMerge.BlocksOf(before), DocumentMerge.BlocksOf(published), DocumentMerge.BlocksOf(current));
        var result = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var block in was.Keys.Union(made.Keys).Union(now.Keys))
        {
            if (Value(was.GetValueOrDefault(block), made.GetValueOrDefault(block), now.GetValueOrDefault(block)) is { } value)
            {
                result[block] = value;
            }
        }

        return result;
    }

    private static byte[]? Value(byte[]? before, byte[]? published, byte[]? current)
    {
        if (DocumentMerge.Same(published, before))
        {
            return current; // untouched by the publication
        }

        if (DocumentMerge.Same(current, published))
        {
            return before;
        }

        return (Node(before), Node(published), Node(current)) switch
        {
            (JsonArray or null, JsonArray or null, JsonArray or null) and var (was, made, now) =>
                Items((JsonArray?)was, (JsonArray?)made, (JsonArray?)now),
            (JsonObject or null, JsonObject or null, JsonObject now) and var (was, made, _) =>
                Properties((JsonObject?)was, (JsonObject?)made, now),
            _ => current, // a plain value that someone has changed since
        };
    }

    private static byte[]? Properties(JsonObject? before, JsonObject? published, JsonObject current)
    {
        var result = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var names = Names(before).Union(Names(published)).Union(Names(current));
        foreach (var name in names)
        {
            if (Value(Bytes(before?[name]), Bytes(published?[name]), Bytes(current[name])) is { } value)
            {
                result[name] = value;
            }
        }

        return result.Count == 0 ? null : CanonicalJson.Compose(result);

        static IEnumerable<string> Names(JsonObject? node) => node?.Select(property => property.Key) ?? [];
    }

    private static byte[]? Items(JsonArray? before, JsonArray? published, JsonArray? current)
    {
        var (was, made, result) = (Texts(before), Texts(published), Texts(current));

        // Each as often as it was added: the same may have been said before, by another publication.
        var kept = new List<string>(was);
        foreach (var added in made.Where(item => !kept.Remove(item)))
        {
            result.Remove(added);
        }

        for (var i = 0; i < was.Count; i++)
        {
            // Back to its place, as far as the list still has it.
            if (!made.Contains(was[i]) && !result.Contains(was[i]))
            {
                result.Insert(Math.Min(i, result.Count), was[i]);
            }
        }

        return result.Count == 0 ? null : System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', result)}]");

        static List<string> Texts(JsonArray? items) =>
            items?.Select(item => System.Text.Encoding.UTF8.GetString(Bytes(item)!)).ToList() ?? [];
    }

    private static JsonNode? Node(byte[]? value) => value is null ? null : JsonNode.Parse(value);

    private static byte[]? Bytes(JsonNode? node) => node is null ? null : CanonicalJson.Of(JsonSerializer.SerializeToElement(node));
}
