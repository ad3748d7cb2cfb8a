namespace GraphQLEngine.Language;

// What every refusal for size says in its extensions: the figure found, where counting did not stop at the bound, and the bound.
internal static class Limits
{
    public static IReadOnlyDictionary<string, object?> Exceeded(long limit, long? actual = null) => actual is { } figure
        ? new Dictionary<string, object?> { ["actual"] = figure, ["limit"] = limit }
        : new Dictionary<string, object?> { ["limit"] = limit };
}
