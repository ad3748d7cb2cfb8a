using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace PublicDirectory.Api.Http;

/// <summary>
/// Answers where nothing else did: what HTTP itself refuses while a request is read, and our faults. The server alone would answer
/// without the headers of every answer.
/// </summary>
internal sealed class LastResort(RequestDelegate next, ILogger<LastResort> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.StatusCode, "The request cannot be read.", ErrorCodes.BadRequest);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.RequestFailed(logger, e);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "Internal error", ErrorCodes.Internal);
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string message, string code)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.InUtf8(MediaTypes.Json);
        context.Response.Headers.CacheControl = "no-store";
        ResponseWriter.WriteRequestErrors([new GraphQLError(message, code)], context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
