using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Whether someone has proven who they are a short while ago, and not only left a session open.</summary>
internal sealed class RecentAuthentication(TimeProvider clock, IOptions<SignInOptions> options)
{
    /// <summary>Where it is proven again.</summary>
    public const string Page = "/connexion/confirmer";

    public bool IsRecent(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(SessionClaims.ConfirmedAt), CultureInfo.InvariantCulture, out var seconds)
        && Instant.FromUnixTimeSeconds(seconds).IsRecent(clock.GetCurrentInstant(), Duration.FromTimeSpan(options.Value.RecentTime));
}
