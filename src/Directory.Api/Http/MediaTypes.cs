using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PublicDirectory.Api.Http;

/// <summary>The two forms of an answer, and which one a client wants.</summary>
/// <remarks>GraphQL over HTTP, draft of 2025, §4.</remarks>
internal static class MediaTypes
{
    public const string ResponseJson = "application/graphql-response+json";
    public const string Json = "application/json";

    /// <summary>The best of what the client accepts; null when it accepts neither of ours.</summary>
    public static string? Negotiate(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is "*/*" or Json))
        {
            return Json; // what most clients send, not parsed
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var accepted) || accepted.Count == 0)
        {
            return Json;
        }

        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1).Where(type => type.Quality is not 0))
        {
            if (type.MediaType.Equals(ResponseJson, StringComparison.OrdinalIgnoreCase))
            {
                return ResponseJson;
            }

            if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes
                || (type.MatchesAllSubTypes && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
            {
                return Json;
            }
        }

        return null;
    }

    /// <summary>The header <c>Content-Type</c> of an answer.</summary>
    public static string InUtf8(string mediaType) =>
        mediaType == Json ? $"{Json}; charset=utf-8" : $"{ResponseJson}; charset=utf-8";
}
