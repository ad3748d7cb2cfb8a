using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PublicDirectory.Extranet.Keys;

/// <summary>Reads certificates with their private keys.</summary>
internal static class KeyCertificates
{
    private const int MinKeyBits = 2048;
    private const int MaxBytes = 1 << 16;

    /// <summary>The present one first, then the earlier ones.</summary>
    /// <exception cref="KeySettingsException">One is missing or does not serve.</exception>
    public static X509Certificate2[] Read(KeySettings settings) =>
    [
        Read(settings.Certificate, "Keys__Certificate__Path"),
        .. settings.OldCertificates.Select((file, i) => Read(file, $"Keys__OldCertificates__{i}__Path")),
    ];

    private static X509Certificate2 Read(KeyFile? file, string setting)
    {
        if (string.IsNullOrWhiteSpace(file?.Path))
        {
            throw new KeySettingsException(
                $"No certificate protects the keys of sessions: set {setting} to a PFX or PEM file with its private key, kept apart from the database "
                + "(PublicDirectory.Extranet.dll create-keys FOLDER makes one; see docs/guides/operating.md, Keys).");
        }

        X509Certificate2 certificate;
        try
        {
            certificate = Open(file.Path, file.PasswordFile is null ? null : File.ReadLines(file.PasswordFile).FirstOrDefault() ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new KeySettingsException(
                $"{setting} names \"{file.Path}\", which is no PFX or PEM certificate that can be read: {e.Message}", e);
        }

        using var rsa = certificate.GetRSAPrivateKey();
        return rsa is { KeySize: >= MinKeyBits }
            ? certificate
            : throw new KeySettingsException(
                $"{setting} names \"{file.Path}\", which does not serve: a certificate with its private RSA key of {MinKeyBits} bits or more is needed.");
    }

    private static X509Certificate2 Open(string path, string? password)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new IOException($"it has more than {MaxBytes} bytes.");
        }

        if (!File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }

        return password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
    }
}
