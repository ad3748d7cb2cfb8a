using System.Security.Claims;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// A database that keeps silent or cannot be reached is nobody's mistake, and no bug: whatever page meets it is answered 503, in words.
/// Each request waits for it once; what is said afterwards asks it for nothing, not even for who is signed in.
/// </summary>
internal sealed partial class DatabaseAway(RequestDelegate next, NpgsqlDataSource database, ILogger<DatabaseAway> logger)
{
    // Longer than a silent command is waited for: who comes back is not among those who already wait.
    private const int RetryAfterSeconds = 10;

    private static readonly object Key = new();

    /// <summary>Whether this request met it.</summary>
    public static bool IsMet(HttpContext http) => http.Items.ContainsKey(Key);

    /// <summary>What this request had posted, where that may be shown again.</summary>
    public static UnsentForm? Unsent(HttpContext http) => http.Items[Key] as UnsentForm;

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (DirectoryDatabase.IsAway(e) && !http.Response.HasStarted)
        {
            database.Clear(); // connections that wait for use are as dead as the one that failed
            LogAway(http.GetEndpoint()?.DisplayName, e.Message);
            http.Items[Key] = UnsentForm.Of(http);
            // Nothing of this request serves again: its services remember what failed.
            (http.User, http.RequestServices) = (new ClaimsPrincipal(new ClaimsIdentity()), NewScope(http));
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // the page of this status says the rest
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }
    }

    private static IServiceProvider NewScope(HttpContext http)
    {
        var scope = http.RequestServices.CreateAsyncScope();
        http.Response.RegisterForDisposeAsync(scope);
        return scope.ServiceProvider;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database is away: {Endpoint} was answered 503. {Why}")]
    private partial void LogAway(string? endpoint, string why);
}
