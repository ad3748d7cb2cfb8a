using System.Text;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet;

/// <summary>
/// Says in words that the database does not answer, without asking it again: the usual pages of errors would, for the menu. Idle
/// connections are dropped, so that the first request after an outage finds a good one.
/// </summary>
internal sealed class DatabaseAway(RequestDelegate next, NpgsqlDataSource database, ILogger<DatabaseAway> logger)
{
    private const string RetryAfterSeconds = "10";

    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        """
        <!DOCTYPE html>
        <html lang="fr">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Service momentanément indisponible</title></head>
        <body><main>
        <h1>Service momentanément indisponible</h1>
        <p>La base de données ne répond pas. Réessayez dans quelques instants ; si vous veniez d'envoyer un formulaire, revenez à la page précédente pour retrouver votre saisie et renvoyez-la.</p>
        </main></body>
        </html>
        """);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && DirectoryDatabase.IsAway(e))
        {
            DatabaseAwayLog.NotAnswering(logger, e);
            database.Clear();
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.WriteAsync(Page, context.RequestAborted);
        }
    }
}

/// <summary>What is written when the database does not answer.</summary>
internal static partial class DatabaseAwayLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer")]
    public static partial void NotAnswering(ILogger logger, Exception exception);
}
