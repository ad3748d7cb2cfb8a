using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PublicDirectory.ReadyMade;

/// <summary>
/// <c>/ready-made/NAME</c>: what was PUT there comes back to every POST, with the headers of a GraphQL answer. It stands
/// behind the API's own middleware, so that what a request costs more at <c>/graphql</c> is GraphQL's.
/// </summary>
internal sealed class ReadyMadeAnswers : IStartupFilter
{
    private const string Prefix = "/ready-made";

    private readonly ConcurrentDictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    // The API's own pipeline comes first and lets through what it does not know.
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Use(following => context =>
            context.Request.Path.StartsWithSegments(Prefix, out var name)
                ? HandleAsync(context, name.Value ?? "")
                : following(context));
    };

    private async Task HandleAsync(HttpContext context, string name)
    {
        if (HttpMethods.IsPut(context.Request.Method))
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _answers[name] = body.ToArray();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (!_answers.TryGetValue(name, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}
