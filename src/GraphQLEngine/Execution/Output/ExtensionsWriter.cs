using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Writes the extensions of a response: what the request asked for, then the host's own.</summary>
/// <remarks>Spec (September 2025) §7.1, Response Format.</remarks>
internal static class ExtensionsWriter
{
    public static void Write(ResultWriter writer, in GraphQLRequest request, in ExecutionOutcome outcome, int budget)
    {
        var own = request.ResponseExtensions;
        if (!request.ReportCost && !request.ReportDeprecations && own is not { Count: > 0 })
        {
            return;
        }

        var extensions = new Dictionary<string, object?>();
        if (request.ReportCost)
        {
            extensions["cost"] = new Dictionary<string, object?>
            {
                ["cost"] = outcome.Cost,
                ["limit"] = budget == int.MaxValue ? null : budget,
            };
        }

        if (request.ReportDeprecations)
        {
            extensions["deprecations"] = outcome.Deprecations.Select(Entry).ToList();
        }

        foreach (var (key, value) in own ?? new Dictionary<string, object?>())
        {
            extensions.TryAdd(key, value);
        }

        writer.WriteRaw(",\"extensions\":"u8);
        ErrorWriter.WriteValue(writer, extensions);
    }

    private static Dictionary<string, object?> Entry(DeprecatedUse use) => new()
    {
        ["coordinate"] = use.Coordinate,
        ["reason"] = use.Reason,
        ["locations"] = new[] { Place(use.Location) },
    };

    private static Dictionary<string, object?> Place(SourceLocation location) =>
        new() { ["line"] = location.Line, ["column"] = location.Column };
}
