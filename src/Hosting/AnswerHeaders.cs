using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace PublicDirectory.Hosting;

/// <summary>
/// Headers of every answer: those of the application, errors among them; of what stands before it, such as the check of host names; and of
/// what the server refuses before there is a request (400, 408, 414, 431), which reaches no middleware.
/// </summary>
internal abstract class AnswerHeaders : IStartupFilter, IObserver<KeyValuePair<string, object?>>
{
    // Said once the server has put its refusal together, and before it is sent.
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Sets them on an answer that is about to begin.</summary>
    protected abstract void Set(HttpContext context);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.ApplicationServices.GetRequiredService<DiagnosticListener>().Subscribe(this, name => name == Refused);
        // At the last moment: an answer that fails is cleared, its headers too.
        Func<object, Task> set = context =>
        {
            Set((HttpContext)context);
            return Task.CompletedTask;
        };
        app.Use((context, onwards) =>
        {
            context.Response.OnStarting(set, context);
            return onwards(context);
        });
        next(app);
    };

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: Refused, Value: IFeatureCollection features }
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false }
            || features.Get<IHttpRequestFeature>() is not { } request || request.Protocol.StartsWith("HTTP/2", StringComparison.Ordinal))
        {
            return;
        }

        var context = new DefaultHttpContext(features);
        Set(context);
        context.Response.Headers.Connection = "close";
        // Begun at once: the server clears the headers of what it has not begun when the connection ends.
        var beginning = context.Response.StartAsync();
        Debug.Assert(beginning.IsCompleted, "Beginning an answer without content waits for nothing.");
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}

internal static class AnswerHeadersExtensions
{
    /// <summary>Before all that may answer: filters of the framework are among the services already.</summary>
    public static void AddAnswerHeaders<T>(this IServiceCollection services)
        where T : AnswerHeaders => services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, T>());
}
