using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// The ways to reach a body that a fiche writes out: « Par téléphone », « Par courrier »…, each under a title of its own.
/// </summary>
internal static partial class ContactChannels
{
    private static readonly (Regex Title, ChannelKind Kind)[] Kinds =
    [
        (Phone(), ChannelKind.Phone),
        (Fax(), ChannelKind.Fax),
        (Mail(), ChannelKind.Email),
        (Post(), ChannelKind.Post),
        (Counter(), ChannelKind.Counter),
        (Online(), ChannelKind.Website),
    ];

    public static IReadOnlyList<DemarcheChannel> Of(FicheElement element)
    {
        var channels = new List<DemarcheChannel>();
        foreach (var chapter in element.Children("Texte").SelectMany(text => text.Descendants("Chapitre")))
        {
            var title = chapter.Title() ?? "";
            ChannelKind? kind = null;
            foreach (var (expression, each) in Kinds)
            {
                kind ??= expression.IsMatch(title) ? each : null;
            }

            Read(chapter, kind, channels);
        }

        return [.. channels.Distinct().Take(DemarcheValidator.MaxChannels)];
    }

    // Lines with a number, a mail address or a link are such channels wherever they stand; what remains is an address or a remark.
    private static void Read(FicheElement chapter, ChannelKind? kind, List<DemarcheChannel> channels)
    {
        var (lines, before) = (new List<string>(), channels.Count);
        foreach (var paragraph in chapter.Descendants("Paragraphe").Where(each => each.Text() != chapter.Title()))
        {
            var line = paragraph.Text();
            if (line is null)
            {
                continue;
            }

            if (MailAddress().Matches(line) is { Count: > 0 } mails)
            {
                channels.AddRange(mails.Select(mail => new DemarcheChannel(ChannelKind.Email, mail.Value)));
                continue;
            }

            if (kind is ChannelKind.Phone or ChannelKind.Fax or null && Number().Match(line) is { Success: true } number)
            {
                var rest = FicheText.Line(line.Remove(number.Index, number.Length).Trim(' ', ':', '-', '.', '(', ')', '\u00a0'));
                channels.Add(new DemarcheChannel(kind ?? ChannelKind.Phone, FicheText.Line(number.Value.Trim())!, rest));
                continue;
            }

            if (paragraph.Descendants("LienExterne").Select(link => WebAddress.TryRead(link["URL"])).OfType<string>().FirstOrDefault()
                is { } url && kind is not (ChannelKind.Post or ChannelKind.Counter))
            {
                channels.Add(new DemarcheChannel(
                    line.Contains("formulaire", StringComparison.OrdinalIgnoreCase) ? ChannelKind.Form : ChannelKind.Website, url, line));
                continue;
            }

            lines.Add(line);
        }

        var text = string.Join('\n', lines);
        if (text.Length is 0 or > DemarcheValidator.MaxChannelLength)
        {
            return;
        }

        if (kind is ChannelKind.Post or ChannelKind.Counter || (kind is null && PostalCode().IsMatch(text)))
        {
            channels.Add(new DemarcheChannel(kind ?? ChannelKind.Post, text));
        }
        else if (channels.Count > before)
        {
            channels[^1] = channels[^1] with { Note = FicheText.Cut(
                channels[^1].Note is { } note ? $"{note}\n{text}" : text, DemarcheValidator.MaxChannelLength) };
        }
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"téléphone|\btél\b|sms|appel", Options)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\bfax\b|télécopie", Options)]
    private static partial Regex Fax();

    [GeneratedRegex(@"\b(e-?mail|mail|courriel|courrier électronique|messagerie|mél)\b", Options)]
    private static partial Regex Mail();

    [GeneratedRegex(@"courrier|adresse postale|par correspondance", Options)]
    private static partial Regex Post();

    [GeneratedRegex(@"sur place|guichet|accueil|adresse|se déplacer", Options)]
    private static partial Regex Counter();

    [GeneratedRegex(@"internet|en ligne|site|formulaire|tchat|chat", Options)]
    private static partial Regex Online();

    [GeneratedRegex(@"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", Options)]
    private static partial Regex MailAddress();

    [GeneratedRegex(
        @"(\+[0-9]{2,3}[ \u00a0.]?(\(0\))?[ \u00a0.]?)?[0-9]{1,4}([ \u00a0.-]?[0-9]{2,3}){3,4}\b|\b(0 ?8[0-9]{2}|1[0-9]{2}|[13][0-9])[ \u00a0]?[0-9]{2,3}([ \u00a0][0-9]{3})?\b",
        Options)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b[0-9]{5}\b", Options)]
    private static partial Regex PostalCode();
}
