using Microsoft.AspNetCore.DataProtection;

namespace PublicDirectory.Extranet.Mail;

/// <summary>Mails that let in whoever reads them wait encrypted: a copy of the database opens nothing.</summary>
internal sealed class MailSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("mail");

    public string Seal(string text) => _protector.Protect(text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with keys that are gone, or changed.</exception>
    public string Open(string text) => _protector.Unprotect(text);
}
