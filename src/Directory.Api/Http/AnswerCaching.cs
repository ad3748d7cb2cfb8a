using System.Security.Cryptography;
using GraphQLEngine.Execution;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PublicDirectory.Api.Http;

/// <summary>How long browsers and proxies may keep the answer to a GET, and whether the caller has it already.</summary>
/// <remarks>RFC 9110 §8.8.3 and §13.1.2, RFC 9111 §5.2.</remarks>
internal static class AnswerCaching
{
    private const int HashedBytes = 16;

    /// <summary>
    /// Sets <c>Cache-Control</c> from the contract's <c>@cacheControl</c> and an <c>ETag</c> of the content. An answer with errors
    /// is not kept.
    /// </summary>
    /// <returns>True where the caller's <c>If-None-Match</c> names this answer, so that 304 without content is enough.</returns>
    public static bool IsKnown(HttpContext context, in ExecutionOutcome outcome, ReadOnlySpan<byte> body)
    {
        if (outcome.IsRequestError || outcome.Errors.Count > 0)
        {
            return false;
        }

        return IsKnown(
            context,
            outcome.CacheHint switch
            {
                { MaxAge: 0 } => "no-cache",
                { Scope: CacheScope.Private } => $"private, max-age={outcome.CacheHint.MaxAge}",
                _ => $"public, max-age={outcome.CacheHint.MaxAge}",
            },
            body);
    }

    /// <summary>Sets <c>Cache-Control</c> as given and an <c>ETag</c> of the content.</summary>
    /// <inheritdoc cref="IsKnown(HttpContext, in ExecutionOutcome, ReadOnlySpan{byte})"/>
    public static bool IsKnown(HttpContext context, string cacheControl, ReadOnlySpan<byte> body)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        var tag = TagOf(body);
        headers.ETag = tag.ToString();
        if (!Names(context.Request.Headers.IfNoneMatch, tag))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    // Weak, because the same content may go out compressed or not.
    private static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash[..HashedBytes])}\"", isWeak: true);
    }

    private static bool Names(StringValues ifNoneMatch, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var known)
        && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
}
