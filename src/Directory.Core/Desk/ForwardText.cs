using System.Globalization;
using System.Text;
using NodaTime;

namespace PublicDirectory.Core.Desk;

/// <summary>What an interlocutor reads: who sends it and why, then the usager's message, quoted.</summary>
internal static class ForwardText
{
    // The quoted message and a word, each at its longest, fit what is kept.
    public const int MaxWord = 2000;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Of(OpenConversation open, string interlocutor, string? word)
    {
        var text = new StringBuilder("Bonjour,\n\n");
        text.Append(French, $"Nous avons reçu le message d'un usager qui relève de : {interlocutor}. Nous vous le transmettons.\n");
        if (!string.IsNullOrWhiteSpace(word))
        {
            text.Append('\n').Append(word.Trim()).Append('\n');
        }

        text.Append(open.Usager.Mail is null
            ? "\nL'usager n'a pas donné d'adresse de courriel.\n"
            : "\nVotre réponse à ce courriel arrivera directement à l'usager.\n");
        text.Append(French, $"\n{open.Box.Name}\n\n---- Message transmis ----\n");
        text.Append(French, $"De : {Sender(open.Usager)}\n");
        if (open.Usager.Phone is { } phone)
        {
            text.Append(French, $"Téléphone : {phone}\n");
        }

        var at = open.Conversation.ReceivedAt.InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).LocalDateTime;
        text.Append(French, $"Reçu le : {at.ToString("d MMMM yyyy", French)} à {at.ToString("H' h 'mm", French)}\n");
        text.Append(French, $"Objet : {open.Conversation.Subject}\n\n");
        foreach (var line in open.Text.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("> ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Sender(Usager usager) => (usager.Name, usager.Mail) switch
    {
        ({ } name, { } mail) => $"{name} <{mail}>",
        (null, null) => "non indiqué",
        var (name, mail) => name ?? mail!,
    };
}
