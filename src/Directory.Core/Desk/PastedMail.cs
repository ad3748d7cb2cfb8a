using System.Text.RegularExpressions;
using MimeKit;

namespace PublicDirectory.Core.Desk;

/// <summary>
/// A mail as an agent copies it out of a mail program: a few lines of headers, the text, and below it what it answers. A text without
/// headers is the message itself.
/// </summary>
/// <param name="Subject">Null where none is given.</param>
/// <param name="Name">The sender's.</param>
/// <param name="Mail">The sender's.</param>
/// <param name="Text">The message, without headers and what it quotes.</param>
public sealed partial record PastedMail(string? Subject, string? Name, string? Mail, string Text)
{
    /// <summary>The longest text that is taken in; quoted with a « > » a line it still fits.</summary>
    public const int MaxLength = 20_000;

    /// <param name="pasted">As it was pasted.</param>
    public static PastedMail Read(string pasted)
    {
        ArgumentNullException.ThrowIfNull(pasted);
        var lines = pasted.ReplaceLineEndings("\n").Trim('\n', ' ').Split('\n');
        var (headers, start) = Headers(lines);
        if (!headers.ContainsKey("from"))
        {
            (headers, start) = ([], 0); // « Objet : » alone may be the usager's own
        }

        var (name, mail) = Sender(headers.GetValueOrDefault("from"));
        return new PastedMail(Blank(headers.GetValueOrDefault("subject")), name, mail, WithoutHistory(lines.AsSpan(start)));
    }

    /// <summary>The address, when the text is one that can be written to; else null.</summary>
    public static string? Address(string? text) =>
        text?.Trim() is { Length: > 0 and <= 254 } trimmed && Plain().IsMatch(trimmed) && MailboxAddress.TryParse(trimmed, out _) ? trimmed : null;

    private static (Dictionary<string, string> Headers, int Start) Headers(string[] lines)
    {
        var headers = new Dictionary<string, string>();
        var at = 0;
        for (; at < lines.Length && at < 40; at++)
        {
            var line = lines[at].Trim();
            if (line.Length == 0 && headers.Count > 0)
            {
                break;
            }

            if (Header().Match(line) is { Success: true } header)
            {
                headers.TryAdd(KindOf(header.Groups[1].Value), header.Groups[2].Value.Trim());
            }
            else if (headers.Count == 0 || !char.IsWhiteSpace(lines[at] is [var first, ..] ? first : 'x'))
            {
                break;
            }
        }

        return (headers, at);
    }

    private static string KindOf(string label) => label.ToLowerInvariant() switch
    {
        "de" or "from" or "expéditeur" => "from",
        "objet" or "sujet" or "subject" => "subject",
        var other => other,
    };

    private static (string? Name, string? Mail) Sender(string? from)
    {
        if (from is null)
        {
            return (null, null);
        }

        var mail = Address(AnyAddress().Match(from) is { Success: true } found ? found.Value : null);
        var name = Blank(from[..(mail is null ? from.Length : from.IndexOf(mail, StringComparison.Ordinal))].Trim(' ', '<', '[', '"', '\'', '('));
        return (name is { Length: > 200 } ? name[..200] : name, mail);
    }

    private static string WithoutHistory(ReadOnlySpan<string> lines)
    {
        var end = 0;
        while (end < lines.Length && !(end > 0 && History().IsMatch(lines[end])))
        {
            end++;
        }

        while (end > 1 && (lines[end - 1].StartsWith('>') || lines[end - 1].Trim().Length == 0))
        {
            end--;
        }

        return string.Join('\n', lines[..end].ToArray()).Trim();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex("^(De|From|Expéditeur|À|A|To|Destinataire|Cc|Date|Envoyé|Sent|Objet|Sujet|Subject|Répondre à|Reply-To)\\s*:\\s*(.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Header();

    [GeneratedRegex("[^\\s<>()\\[\\],;:\"]+@[^\\s<>()\\[\\],;:\"]+", RegexOptions.NonBacktracking)]
    private static partial Regex AnyAddress();

    [GeneratedRegex("^[^\\s<>(),;:\"@]+@[^\\s<>(),;:\"@]+\\.[^\\s<>(),;:\"@]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    // « Le 4 mars 2026 à 9:12, Service <a@b.fr> a écrit : », « -----Message d'origine----- », a rule of underscores.
    [GeneratedRegex("^\\s*(Le\\s.{3,200}a écrit\\s*:|On\\s.{3,200}wrote\\s*:|-{2,}\\s*(Message d.origine|Original Message|Message transféré|Forwarded message)\\s*-*|_{10,})\\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex History();
}
