using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PublicDirectory.Extranet.Keys;

/// <summary>Makes the files that the settings name: <c>create-keys FOLDER</c>.</summary>
internal static class KeyFiles
{
    public const string Certificate = "certificate.pem";
    public const string SecondFactors = "second-factors.key";

    private const int KeyBits = 3072;

    /// <summary>Makes those that are missing, for their owner only; those that are there stay as they are.</summary>
    /// <returns>What was made.</returns>
    public static IReadOnlyList<string> Create(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        (string Name, Func<string> Content)[] files =
        [
            (Certificate, () => NewCertificate(now)),
            (SecondFactors, () => SecretFile.NewSecret() + "\n"),
        ];
        return
        [
            .. files.Select(file => (Path: Path.Combine(folder, file.Name), file.Content))
                .Where(file => SecretFile.WriteOnce(file.Path, file.Content)).Select(file => file.Path),
        ];
    }

    // Nobody but this service looks at it: its dates and its name matter to no one.
    private static string NewCertificate(DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=Directory keys of sessions", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(20));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
