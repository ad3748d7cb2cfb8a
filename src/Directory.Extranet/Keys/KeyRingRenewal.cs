using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace PublicDirectory.Extranet.Keys;

/// <summary>
/// Encrypts the keys of sessions for the present certificate: <c>renew-keys</c>. Nobody has to sign in again; run again, it finds nothing
/// to do.
/// </summary>
internal sealed class KeyRingRenewal(KeyRing ring, X509Certificate2 present, IServiceProvider services)
{
    private static readonly XName Encrypted = XName.Get("encryptedSecret", "http://schemas.asp.net/2015/03/dataProtection");

    /// <returns>How many were renewed, and how many are encrypted for a certificate that is not known here.</returns>
    public async Task<(int Renewed, int Unknown)> RunAsync(CancellationToken cancellationToken)
    {
        var (renewed, unknown) = (0, 0);
        var (encryptor, decryptor) =
            (new CertificateXmlEncryptor(present, services.GetRequiredService<ILoggerFactory>()), new EncryptedXmlDecryptor(services));
        var mark = Convert.ToBase64String(present.RawData); // stands beside what is encrypted for it
        foreach (var row in await ring.DataProtectionKeys.ToListAsync(cancellationToken))
        {
            var key = XElement.Parse(row.Xml!);
            if (key.Descendants(Encrypted).SingleOrDefault() is not { } secret
                || string.Concat(secret.Value.Where(c => !char.IsWhiteSpace(c))).Contains(mark, StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                secret.Elements().Single().ReplaceWith(encryptor.Encrypt(decryptor.Decrypt(secret.Elements().Single())).EncryptedElement);
            }
            catch (CryptographicException)
            {
                unknown++;
                continue;
            }

            row.Xml = key.ToString(SaveOptions.DisableFormatting);
            renewed++;
        }

        await ring.SaveChangesAsync(cancellationToken);
        return (renewed, unknown);
    }
}
