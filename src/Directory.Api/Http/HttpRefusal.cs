using System.Globalization;
using GraphQLEngine.Language;

namespace PublicDirectory.Api.Http;

/// <summary>A request that HTTP already refuses.</summary>
internal sealed class HttpRefusal(int statusCode, string message, string code = ErrorCodes.BadRequest) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>When to come back; null where coming back changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public GraphQLException Error => new(Message, code);

    /// <summary>The directory is still being read (503).</summary>
    public static HttpRefusal NotReady() => new(
        StatusCodes.Status503ServiceUnavailable, "L'annuaire est en cours de chargement : réessayez dans un instant.", "NOT_READY")
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    /// <summary>Tells by a header when to come back.</summary>
    public void SayWhenToComeBack(HttpResponse response)
    {
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The whole answer in plain words, for those that read no GraphQL.</summary>
    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        SayWhenToComeBack(response);
        response.StatusCode = StatusCode;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(Message, context.RequestAborted);
    }
}
