using GraphQLEngine.Language;

namespace PublicDirectory.Api.Http;

/// <summary>A request that HTTP already refuses.</summary>
internal sealed class HttpRefusal(int statusCode, string message, string code = ErrorCodes.BadRequest) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>When to come back; null where coming back changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public GraphQLException Error => new(Message, code);
}
