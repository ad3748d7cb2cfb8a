using Microsoft.AspNetCore.Identity;
using PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Checks passwords. Whoever asks learns yes or no, in the same time, and not which part was wrong.</summary>
internal sealed class PasswordSignIn(CredentialStore store, PasswordRules rules, IPasswordHasher<Credentials> hasher)
{
    private static readonly Credentials Nobody = new(
        Guid.Empty, "", "", false, null, Guid.Empty, null, null, false, null, false);

    private string? _hashOfNothing;

    /// <returns>The account; null for a wrong password, an unknown or disabled account, or after too many tries.</returns>
    public async Task<Credentials?> CheckAsync(string mail, string password, CancellationToken cancellationToken)
    {
        var found = await store.FindByMailAsync(mail, cancellationToken);
        var mayTry = found is not null && await store.TakeAttemptAsync(found.AccountId, cancellationToken);
        // Hashing is what takes time: it is done for nobody too.
        var hash = found?.PasswordHash ?? (_hashOfNothing ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));
        var normal = password.Length <= 2 * PasswordRules.MaxLength ? PasswordText.Normal(password) : ""; // a code point takes two at most
        var result = hasher.VerifyHashedPassword(found ?? Nobody, hash, normal);
        if (found is not { PasswordHash: not null, IsDisabled: false } || !mayTry || result == PasswordVerificationResult.Failed)
        {
            return null;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await store.RehashAsync(found.AccountId, hasher.HashPassword(found, normal), cancellationToken);
        }

        return found;
    }

    /// <returns>What to do about a password that does not fit the rules, in French; null for one that does.</returns>
    public string? Refuse(Credentials account, string password) => rules.Refuse(password, account.Name, account.Mail);

    /// <summary>Sets a password that fits the rules, and ends every session.</summary>
    /// <returns>What to do about one that does not, in French; null when it is set.</returns>
    public Task<string?> SetAsync(Credentials account, string password, CancellationToken cancellationToken) =>
        SetAsync(account, password, null, cancellationToken);

    /// <summary>Sets a password that fits the rules, and ends every session but the one in which it was chosen.</summary>
    public async Task<string?> SetAsync(Credentials account, string password, Guid? keep, CancellationToken cancellationToken)
    {
        if (Refuse(account, password) is { } refusal)
        {
            return refusal;
        }

        await store.SetPasswordAsync(account.AccountId, hasher.HashPassword(account, PasswordText.Normal(password)), keep, cancellationToken);
        return null;
    }
}
