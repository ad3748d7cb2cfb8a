using System.Globalization;

namespace PublicDirectory.Core.IssueReports;

/// <summary>Where to tell of a weakness of the service: what both hosts answer at <see cref="Path"/>.</summary>
/// <remarks>
/// RFC 9116. It says until when it holds: twelve months from the first of this month, so that it never runs out while a host runs.
/// </remarks>
public static class SecurityContact
{
    /// <summary>Its place on a host.</summary>
    public const string Path = "/.well-known/security.txt";

    /// <summary>The setting that says the address: <c>mailto:…</c> or <c>https://…</c>.</summary>
    public const string Setting = "Security:Contact";

    private const int Months = 12;

    /// <summary>The text; null where no contact is set.</summary>
    /// <param name="contact">The setting.</param>
    /// <param name="site">Where the host is reached; null where the caller names no place.</param>
    /// <param name="now">When this is asked.</param>
    /// <exception cref="FormatException">The contact is no address of these forms.</exception>
    public static string? Text(string? contact, Uri? site, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(contact))
        {
            return null;
        }

        if (!Uri.TryCreate(contact, UriKind.Absolute, out var address) || address.Scheme is not ("mailto" or "https" or "tel"))
        {
            throw new FormatException($"{Setting} is no mailto:, https: or tel: address.");
        }

        var expires = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(Months);
        var canonical = site is null ? "" : $"Canonical: {new Uri(site, Path).AbsoluteUri}\n";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Contact: {address.AbsoluteUri}\nExpires: {expires:yyyy-MM-dd'T'HH:mm:ss'Z'}\nPreferred-Languages: fr, en\n{canonical}");
    }
}
