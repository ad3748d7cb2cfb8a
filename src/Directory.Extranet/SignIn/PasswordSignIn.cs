using Microsoft.AspNetCore.Identity;
using PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Checks passwords. Whoever asks learns yes or no, in the same time, and not which part was wrong.</summary>
internal sealed class PasswordSignIn(
    CredentialStore store, SignInDoor door, SignInOrigin origin, SprayLimit spray, PasswordRules rules, IPasswordHasher<Credentials> hasher)
{
    private static readonly Credentials Nobody = new(
        Guid.Empty, "", "", false, null, Guid.Empty, null, null, false, null, false);

    private string? _hashOfNothing;

    /// <returns>
    /// The account; null for a wrong password, an unknown or disabled account, after too many tries, or where a second step is asked for
    /// and the account has none here: a new password by mail is one.
    /// </returns>
    public async Task<Credentials?> CheckAsync(string mail, string password, CancellationToken cancellationToken)
    {
        var found = await store.FindByMailAsync(mail, cancellationToken);
        // All of it is done for nobody too: the same statements, and hashing, which is what takes time.
        var account = (found ?? Nobody).AccountId;
        var isSprayed = !origin.IsBrowserOf(account) && !spray.MayTry(origin.Network);
        var opening = await door.TakeAsync(account, cancellationToken);
        var hash = found?.PasswordHash ?? (_hashOfNothing ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));
        var normal = password.Length <= 2 * PasswordRules.MaxLength ? PasswordText.Normal(password) : ""; // a code point takes two at most
        var result = hasher.VerifyHashedPassword(found ?? Nobody, hash, normal);
        if (found is not { PasswordHash: not null, IsDisabled: false } || isSprayed || result == PasswordVerificationResult.Failed
            || opening is Door.Shut || (opening is Door.SecondStep && !found.HasSecondFactor))
        {
            spray.Fail(origin.Network);
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

    /// <summary>Sets a password that fits the rules, and ends every session but the one in which it was chosen.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    /// <param name="keep">The session in which it was chosen; null for none.</param>
    /// <param name="action">What the journal says, and the owner is told; null for nothing.</param>
    /// <returns>What to do about one that does not fit, in French; null when it is set.</returns>
    public async Task<string?> SetAsync(
        Credentials account, string password, CancellationToken cancellationToken, Guid? keep = null, string? action = null)
    {
        if (Refuse(account, password) is { } refusal)
        {
            return refusal;
        }

        await store.SetPasswordAsync(
            account.AccountId, hasher.HashPassword(account, PasswordText.Normal(password)), keep, action, cancellationToken);
        return null;
    }
}
