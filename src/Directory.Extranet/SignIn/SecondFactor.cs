using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using PublicDirectory.Extranet.Keys;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>The app on the telephone, and the codes for when it is lost.</summary>
internal sealed class SecondFactor(
    CredentialStore store, SignInDoor door, SecondFactorKeys keys, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Codes = 10;

    private readonly IDataProtector _proposals = protection.CreateProtector("totp-key");

    /// <summary>A key to show and to confirm; it travels with the form, protected, and is kept only once a code proves it.</summary>
    public string Propose(Guid account) =>
        Convert.ToBase64String(_proposals.Protect([.. account.ToByteArray(), .. RandomNumberGenerator.GetBytes(Totp.KeyBytes)]));

    /// <summary>The key that was proposed to this account; null for anything else.</summary>
    public byte[]? Read(Guid account, string? proposal)
    {
        try
        {
            var bytes = _proposals.Unprotect(Convert.FromBase64String(proposal ?? ""));
            return bytes.Length == 16 + Totp.KeyBytes && new Guid(bytes.AsSpan(0, 16)) == account ? bytes[16..] : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Turns it on when the code is that of the proposed key; every session ends but the one in which this is done.</summary>
    /// <returns>The recovery codes, shown once; null for a wrong code.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(
        Guid account, byte[] key, string code, Guid? keep, CancellationToken cancellationToken)
    {
        if (Totp.Match(key, code, clock.GetUtcNow()) is not { } step)
        {
            return null;
        }

        var codes = NewCodes();
        await store.SetSecondFactorAsync(account, account, keys.Seal(account, key), step, Hashes(codes), keep, cancellationToken);
        return codes;
    }

    /// <summary>Whether this is the app's code of now, not used yet, or a recovery code, used up by this.</summary>
    public async Task<bool> CheckAsync(Credentials account, string code, CancellationToken cancellationToken)
    {
        if (await door.TakeAsync(account.AccountId, cancellationToken) is Door.Shut || code.Length > 40)
        {
            return false;
        }

        return account.TotpKey is { } made
            && keys.Open(account.AccountId, made) is { } key
            && Totp.Match(key, code, clock.GetUtcNow()) is { } step
            ? await store.TakeStepAsync(account.AccountId, step, cancellationToken)
            : await store.TakeRecoveryCodeAsync(account.AccountId, Hash(code), cancellationToken);
    }

    /// <summary>New recovery codes; the earlier ones no longer serve.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        var codes = NewCodes();
        await store.SetRecoveryCodesAsync(account, Hashes(codes), cancellationToken);
        return codes;
    }

    public Task TurnOffAsync(Guid by, Guid account, Guid? keep, CancellationToken cancellationToken) =>
        store.SetSecondFactorAsync(by, account, null, null, [], keep, cancellationToken);

    // Eighty random bits each, written ABCD-EFGH-IJKL-MNOP: none is found from its hash.
    private static List<string> NewCodes() =>
        [.. Enumerable.Range(0, Codes)
            .Select(_ => string.Join('-', Totp.Text(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(part => new string(part))))];

    private static List<byte[]> Hashes(IEnumerable<string> codes) => [.. codes.Select(Hash)];

    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant()));
}
