using Npgsql;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet;

/// <summary>What an orchestrator asks: is the process alive, and can it do its work?</summary>
internal static class Health
{
    public static void MapSecurityContact(this WebApplication app) => app.MapGet(
        SecurityContact.Path,
        (HttpContext http, IConfiguration settings, TimeProvider clock) =>
            SecurityContact.Text(settings[SecurityContact.Setting], Site.Of(http), clock.GetUtcNow()) is { } text
                ? Results.Text(text, "text/plain; charset=utf-8")
                : Results.NotFound()).AllowAnonymous();

    // Asked by machines: who asks is no matter, and is not looked up.
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous().ShortCircuit();
        app.MapGet("/health/ready", async (NpgsqlDataSource database, WarmUp warmUp, CancellationToken cancellationToken) =>
        {
            if (!warmUp.IsOver)
            {
                return NotReady("it has just started");
            }

            try
            {
                await using var command = database.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return Results.Json(new { status = "ready" });
            }
            catch (NpgsqlException)
            {
                return NotReady("the database cannot be reached");
            }
        }).AllowAnonymous().ShortCircuit();

        static IResult NotReady(string reason) =>
            Results.Json(new { status = "not ready", reason }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
