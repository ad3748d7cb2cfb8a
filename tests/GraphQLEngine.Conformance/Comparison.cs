using System.Globalization;
using System.Text.Json;

namespace GraphQLEngine.Conformance;

/// <summary>Says in what two answers to one request differ, intended differences apart.</summary>
internal static class Comparison
{
    /// <summary>What differs, in a few words; null when nothing does.</summary>
    public static string? Difference(Answer ours, Answer theirs)
    {
        if (ours.Verdict != theirs.Verdict)
        {
            return IntendedDifferences.AllowsVerdicts(ours, theirs) ? null : $"verdict {ours.Verdict}, expected {theirs.Verdict}";
        }

        return ours.Verdict switch
        {
            "crashed" => "both crashed",
            "syntax" => ours.Errors[0].Locations == theirs.Errors[0].Locations || IntendedDifferences.AllowsSyntaxLocation(ours, theirs)
                ? null
                : $"the error stands at {ours.Errors[0].Locations}, expected {theirs.Errors[0].Locations}",
            "validation" => Validation(ours, theirs),
            "request" => Lists("request errors", ours.Errors.Select(e => e.Locations), theirs.Errors.Select(e => e.Locations)),
            "executed" => Data(ours.Data!.Value, theirs.Data!.Value, "data")
                ?? Lists("errors", ours.Errors.Select(Place), theirs.Errors.Select(Place)),
            _ => null,
        };

        static string Place(AnswerError error) => $"{error.Path} at {error.Locations}";
    }

    private static string? Validation(Answer ours, Answer theirs)
    {
        var (mine, yours) = IntendedDifferences.Validation(ours, theirs);
        return Lists(
            "errors",
            mine.Select(e => $"{e.Rule} at {e.Locations}"),
            yours.Select(e => $"{e.Rule} at {e.Locations}"));
    }

    // The same entries, in whatever order.
    private static string? Lists(string what, IEnumerable<string> ours, IEnumerable<string> theirs)
    {
        var (mine, yours) = (ours.Order(StringComparer.Ordinal).ToList(), theirs.Order(StringComparer.Ordinal).ToList());
        if (mine.SequenceEqual(yours, StringComparer.Ordinal))
        {
            return null;
        }

        var (extra, missing) = (Without(mine, yours), Without(yours, mine));
        return $"{what}: too many [{string.Join("; ", extra)}], missing [{string.Join("; ", missing)}]";
    }

    private static List<string> Without(List<string> these, List<string> those)
    {
        var rest = these.ToList();
        those.ForEach(t => rest.Remove(t));
        return rest;
    }

    private static string? Data(JsonElement ours, JsonElement theirs, string path)
    {
        if (ours.ValueKind == JsonValueKind.Number && theirs.ValueKind == JsonValueKind.Number)
        {
            return ours.GetDouble() == theirs.GetDouble() ? null : Values();
        }

        if (ours.ValueKind != theirs.ValueKind)
        {
            return Values();
        }

        switch (ours.ValueKind)
        {
            case JsonValueKind.Object:
                var (mine, yours) = (ours.EnumerateObject().ToList(), theirs.EnumerateObject().ToList());
                if (!mine.Select(p => p.Name).SequenceEqual(yours.Select(p => p.Name), StringComparer.Ordinal))
                {
                    return Values();
                }

                return mine.Zip(yours, (a, b) => Data(a.Value, b.Value, $"{path}.{a.Name}")).FirstOrDefault(d => d is not null);
            case JsonValueKind.Array:
                var (left, right) = (Items(ours, path), Items(theirs, path));
                if (left.Count != right.Count)
                {
                    return Values();
                }

                return left
                    .Select((item, i) => Data(item, right[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
                    .FirstOrDefault(d => d is not null);
            case JsonValueKind.String:
                return ours.GetString() == theirs.GetString() ? null : Values();
            default:
                return null;
        }

        string Values() => $"{path} is {Cut(ours)}, expected {Cut(theirs)}";
    }

    // Lists without an order are compared by name; where damage took the names away, not at all.
    private static List<JsonElement> Items(JsonElement list, string path)
    {
        var items = list.EnumerateArray().ToList();
        if (!IntendedDifferences.IsUnordered(path) || items.Exists(i => i.ValueKind != JsonValueKind.Object))
        {
            return items;
        }

        return items.TrueForAll(i => Name(i) is not null)
            ? [.. items.Where(i => !IntendedDifferences.IsLeftOut(Name(i)!)).OrderBy(Name, StringComparer.Ordinal)]
            : [];
    }

    private static string? Name(JsonElement item) =>
        item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string Cut(JsonElement value) =>
        value.GetRawText() is { Length: > 200 } text ? $"{text.AsSpan(0, 200)}…" : value.GetRawText();
}
