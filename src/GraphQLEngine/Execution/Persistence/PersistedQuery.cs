using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Reads <c>extensions.persistedQuery</c> of a request.</summary>
/// <remarks>Follows Apollo's convention of automatic persisted queries, version 1.</remarks>
internal static class PersistedQuery
{
    /// <exception cref="GraphQLException">It is there, but not as the convention has it.</exception>
    public static string? HashOf(JsonElement extensions)
    {
        if (extensions.ValueKind != JsonValueKind.Object
            || !extensions.TryGetProperty("persistedQuery", out var persisted)
            || persisted.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return persisted.ValueKind == JsonValueKind.Object
            && persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.GetDouble() == 1
            && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
            && hash.GetString() is { } digits && DocumentHash.TryParse(digits, out _)
            ? digits
            : throw new GraphQLException(
                "\"extensions.persistedQuery\" must be an object with \"version\": 1 and \"sha256Hash\": 64 hexadecimal digits.",
                ErrorCodes.BadRequest);
    }
}
