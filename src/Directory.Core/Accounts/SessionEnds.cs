using Microsoft.EntityFrameworkCore;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Accounts;

/// <summary>Why sessions end, and ending them.</summary>
public static class SessionEnds
{
    /// <summary>The person left.</summary>
    public const string SignedOut = "signed_out";

    /// <summary>The person closed it from another one.</summary>
    public const string Closed = "closed";

    /// <summary>Someone signed in with the same browser.</summary>
    public const string Replaced = "replaced";

    /// <summary>The account was shut.</summary>
    public const string Disabled = "disabled";

    /// <summary>The password changed.</summary>
    public const string Password = "password";

    /// <summary>The second factor changed, or is now asked for.</summary>
    public const string SecondFactor = "second_factor";

    /// <summary>The identity provider closed its own.</summary>
    public const string Provider = "provider";

    /// <summary>Its time was over.</summary>
    public const string Expired = "expired";

    /// <summary>Ends the sessions of an account, in the caller's transaction if it has one.</summary>
    /// <param name="context">Where.</param>
    /// <param name="account">Whose.</param>
    /// <param name="reason">One of the above.</param>
    /// <param name="at">Now.</param>
    /// <param name="except">One that goes on; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were ended.</returns>
    public static Task<int> EndAllAsync(
        DirectoryContext context, Guid account, string reason, Instant at, Guid? except, CancellationToken cancellationToken) =>
        context.Sessions().Where(session => session.AccountId == account && session.EndedAt == null && session.Id != except)
            .ExecuteUpdateAsync(
                end => end.SetProperty(session => session.EndedAt, at).SetProperty(session => session.EndReason, reason),
                cancellationToken);
}
