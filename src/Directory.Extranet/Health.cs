using Npgsql;

namespace PublicDirectory.Extranet;

/// <summary>What an orchestrator asks: is the process alive, and can it do its work?</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        app.MapGet("/health/ready", async (NpgsqlDataSource database, CancellationToken cancellationToken) =>
        {
            try
            {
                await using var command = database.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return Results.Json(new { status = "ready" });
            }
            catch (NpgsqlException)
            {
                return Results.Json(
                    new { status = "not ready", reason = "the database cannot be reached" },
                    statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}
