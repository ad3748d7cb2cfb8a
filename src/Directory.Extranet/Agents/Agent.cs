using System.Security.Claims;

namespace PublicDirectory.Extranet.Agents;

/// <summary>The person who is signed in. <c>Agent.Of(User)</c>; a page that requires a session uses <c>Agent.From(User)</c>.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="Mail">In lower case.</param>
public sealed record Agent(Guid Id, string Name, string Mail)
{
    /// <summary>Null when nobody is signed in.</summary>
    public static Agent? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: Schemes.Session }
        && Guid.TryParse(user.FindFirstValue(SessionClaims.Account), out var id)
            ? new Agent(id, user.FindFirstValue(SessionClaims.Name) ?? "", user.FindFirstValue(SessionClaims.Mail) ?? "")
            : null;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page should have asked for a session.</exception>
    public static Agent From(ClaimsPrincipal user) => Of(user) ?? throw new InvalidOperationException("Nobody is signed in.");
}
