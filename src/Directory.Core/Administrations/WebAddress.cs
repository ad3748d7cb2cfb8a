using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>Web and mail addresses as they are pasted and as sources write them.</summary>
public static partial class WebAddress
{
    // No address of ours is longer; a text that may be hostile is not gone through.
    private const int MaxLength = 4000;

    private static readonly SearchValues<char> NeverInAddress = SearchValues.Create(" \"<>\\^`{|}\t\n\r");

    private static readonly char[] Blanks = [' ', '\n', '\u00A0', '\u202F', ',', ';'];

    private static readonly char[] MailSeparators = [',', ';', ' ', '\n', '\u00A0', '\u202F'];

    /// <summary>
    /// An absolute http or https address; <c>http://</c> is put before a bare host name: a site that has https leads there, one that
    /// has not would not answer. Null for anything else.
    /// </summary>
    public static string? TryRead(string? text)
    {
        text = text is { Length: <= MaxLength } ? PlainText.Clean(text).Trim(Blanks) : "";
        if (text.Length > 2 && text[0] is '<' or '«' or '"' && text[^1] is '>' or '»' or '"')
        {
            text = text[1..^1].Trim(Blanks);
        }

        if (text.Length == 0)
        {
            return null;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = "http://" + text;
        }

        return !text.AsSpan().ContainsAny(NeverInAddress) && ContactValue.IsWebAddress(text) ? text : null;
    }

    /// <summary>
    /// The mail addresses in a field: one, or several between commas, semicolons, spaces, « et » or « ou ». Domains are in lower case and
    /// as machines write them (<c>xn--…</c> for letters beyond a to z): only the name before the sign may depend on its case.
    /// </summary>
    /// <param name="text">The field; <c>mailto:</c> may stand before each, or a name before <c>&lt;…&gt;</c>.</param>
    /// <param name="rejected">What is no mail address, null when all is.</param>
    public static IReadOnlyList<string> ReadMails(string text, out string? rejected)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (found, others) = (new List<string>(), new List<string>());
        var plain = PlainText.Clean(text).NormalizeBounded(NormalizationForm.FormKC);
        // « Accueil <accueil@mairie.example> », as mail programs copy it.
        var pieces = Named().Matches(plain) is { Count: > 0 } named
            ? [.. named.Select(match => match.Groups["mail"].Value)]
            : plain.Split(MailSeparators, StringSplitOptions.RemoveEmptyEntries);
        foreach (var piece in pieces)
        {
            if (piece is "et" or "ou" or "-" or "/")
            {
                continue;
            }

            var mail = piece.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? piece[7..].Split('?')[0] : piece;
            if (WithPlainDomain(mail.Trim('<', '>', '.', '"', '\'', '«', '»', '(', ')')) is { } plainMail && ContactValue.IsMail(plainMail))
            {
                found.Add(plainMail);
            }
            else
            {
                others.Add(piece);
            }
        }

        rejected = others.Count == 0 ? null : string.Join(' ', others);
        return found;
    }

    /// <summary>A mail address as people write it: its domain with the letters that it stands for. Read again, it is the same.</summary>
    public static string Shown(string mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var at = mail.LastIndexOf('@');
        return at < 0 ? mail : mail[..(at + 1)] + HostName.ToUnicode(mail[(at + 1)..]);
    }

    private static string? WithPlainDomain(string mail)
    {
        var at = mail.LastIndexOf('@');
        return at > 0 && at < mail.Length - 1 && HostName.ToAscii(mail[(at + 1)..]) is { } domain ? mail[..(at + 1)] + domain : null;
    }

    [GeneratedRegex(@"<(?<mail>[^<>\s@]+@[^<>\s@]+)>", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
