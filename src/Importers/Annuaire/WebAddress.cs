using System.Buffers;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>Web and mail addresses as the source writes them.</summary>
internal static class WebAddress
{
    private static readonly SearchValues<char> NeverInAddress = SearchValues.Create(" \"<>\\^`{|}\t\n\r");

    private static readonly char[] MailSeparators = [',', ';', ' ', '\t', '\n', '\r', '\u00A0'];

    /// <summary>An absolute http or https address; <c>http://</c> is put before a bare host name. Null for anything else.</summary>
    public static string? TryRead(string? text)
    {
        text = text?.Trim('\u00A0', ' ', '\t', '\n', '\r', '\uFEFF', '\u200B');
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = "http://" + text;
        }

        return !text.AsSpan().ContainsAny(NeverInAddress) && ContactValue.IsWebAddress(text) ? text : null;
    }

    /// <summary>The mail addresses in a field: one, or several between commas, semicolons, spaces, « et » or « ou ».</summary>
    /// <param name="text">The field; <c>mailto:</c> may stand before each.</param>
    /// <param name="rejected">What is no mail address, null when all is.</param>
    public static IReadOnlyList<string> ReadMails(string text, out string? rejected)
    {
        var (found, others) = (new List<string>(), new List<string>());
        foreach (var piece in text.Split(MailSeparators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece is "et" or "ou" or "-" or "/")
            {
                continue;
            }

            var mail = piece.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? piece[7..] : piece;
            mail = mail.Trim('<', '>', '.', '"', '\'', '\u200B', '\uFEFF');
            if (ContactValue.IsMail(mail))
            {
                var at = mail.IndexOf('@', StringComparison.Ordinal);
                // Only the domain is without case for sure.
                found.Add(string.Concat(mail.AsSpan(0, at), mail[at..].ToLowerInvariant()));
            }
            else
            {
                others.Add(piece);
            }
        }

        rejected = others.Count == 0 ? null : string.Join(' ', others);
        return found;
    }
}
