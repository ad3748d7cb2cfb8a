using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Http;

/// <summary>What an orchestrator asks: is the process alive, and can it answer?</summary>
internal static class Health
{
    public static void MapSecurityContact(this WebApplication app) => app.MapMethods(
        SecurityContact.Path,
        Methods.Read,
        (HttpRequest request, IConfiguration settings, TimeProvider clock) =>
            SecurityContact.Text(settings[SecurityContact.Setting], SiteOf(request), clock.GetUtcNow()) is { } text
                ? Results.Text(text, "text/plain; charset=utf-8")
                : Results.NotFound());

    // Null where the caller names no host that there could be.
    private static Uri? SiteOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var site) ? site : null;

    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods("/health/live", Methods.Read, () => Results.Json(new { status = "live" }));

        // Ready means that a picture is loaded: losing the database does not make a node unable to answer.
        app.MapMethods("/health/ready", Methods.Read, (PublishedDirectory directory) =>
        {
            var status = directory.Status;
            var isReady = status.Origin is not PictureOrigin.None;
            return Results.Json(
                new
                {
                    status = isReady ? "ready" : "loading",
                    picture = isReady
                        ? new
                        {
                            origin = status.Origin.ToString().ToLowerInvariant(),
                            sequence = status.Sequence,
                            administrations = status.Administrations,
                            ageSeconds = status.Age?.TotalSeconds is { } age ? Math.Round(age, 1) : (double?)null,
                        }
                        : null,
                    database = status.IsConnected ? "connected" : "unreachable",
                },
                statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
