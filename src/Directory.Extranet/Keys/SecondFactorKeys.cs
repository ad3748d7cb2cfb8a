using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Extranet.Keys;

/// <summary>
/// Encrypts the keys of people's apps with a secret that is not in the database. What it makes says under which secret, and opens for
/// the account alone that it was made for: a row copied to another account is of no use there.
/// </summary>
/// <remarks>AES-256-GCM. A byte of version, the secret's id (8), nonce (12), tag (16), then the encrypted key.</remarks>
internal sealed class SecondFactorKeys
{
    private const byte Version = 1;
    private const int IdBytes = 8;
    private const int HeaderBytes = 1 + IdBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Overhead = HeaderBytes + NonceBytes + TagBytes;

    private readonly List<(byte[] Header, byte[] Key)> _secrets;

    /// <param name="secrets">The present one first, then the earlier ones.</param>
    public SecondFactorKeys(IEnumerable<byte[]> secrets) => _secrets = [.. secrets.Select(secret =>
        ((byte[])[Version, .. Derive(secret, "id", IdBytes)], Derive(secret, "key", 32)))];

    /// <exception cref="KeySettingsException">One is missing or does not serve.</exception>
    public static SecondFactorKeys Read(KeySettings settings) => new(
    [
        SecretFile.Read(settings.SecondFactors, "Keys__SecondFactors"),
        .. settings.OldSecondFactors.Select((path, i) => SecretFile.Read(path, $"Keys__OldSecondFactors__{i}")),
    ]);

    /// <summary>What begins all that is encrypted under the present secret.</summary>
    public byte[] Header => _secrets[0].Header;

    public byte[] Seal(Guid account, ReadOnlySpan<byte> key)
    {
        var (header, secret) = _secrets[0];
        var made = new byte[Overhead + key.Length];
        header.CopyTo(made, 0);
        RandomNumberGenerator.Fill(Nonce(made));
        using var aes = new AesGcm(secret, TagBytes);
        aes.Encrypt(Nonce(made), key, made.AsSpan(Overhead), Tag(made), Purpose(header, account));
        return made;
    }

    /// <returns>Null for what was made for another account, under a secret that is not known here, or was changed.</returns>
    public byte[]? Open(Guid account, byte[] made)
    {
        if (made.Length <= Overhead || _secrets.Find(one => made.AsSpan().StartsWith(one.Header)) is not { Key: { } secret } found)
        {
            return null;
        }

        var key = new byte[made.Length - Overhead];
        try
        {
            using var aes = new AesGcm(secret, TagBytes);
            aes.Decrypt(Nonce(made), made.AsSpan(Overhead), Tag(made), key, Purpose(found.Header, account));
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Purpose(byte[] header, Guid account) => [.. header, .. account.ToByteArray()];

    private static Span<byte> Nonce(byte[] made) => made.AsSpan(HeaderBytes, NonceBytes);

    private static Span<byte> Tag(byte[] made) => made.AsSpan(HeaderBytes + NonceBytes, TagBytes);

    private static byte[] Derive(byte[] secret, string part, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, length, info: Encoding.ASCII.GetBytes($"directory second factors {part}"));
}
