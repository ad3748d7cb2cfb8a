using System.Globalization;
using System.Text;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Orientation;

/// <summary>Writes what a usager takes away: whom to turn to, when, how, and what to bring.</summary>
internal static class MemoWriter
{
    private const int MaxDocuments = 30;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static OrientationMemo? Write(
        OrientationState state, InterlocutorAnswer? interlocutors, IReadOnlyList<RequiredDocumentView> documents,
        OrientationRequest request)
    {
        var subject = state.Demarche?.Title.ToString() ?? state.ServiceType?.Document.Label;
        var first = interlocutors is { Interlocutors: [var best, ..] } ? best : null;
        if (subject is null || (state.Demarche is null && first is null))
        {
            return null;
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Votre demande : {subject}\n");
        foreach (var situation in state.Situations)
        {
            text.Append(CultureInfo.InvariantCulture, $"Votre situation : {situation.Label}\n");
        }

        Online(text, state);
        if (first is not null)
        {
            Interlocutor(text, first, request);
        }
        else
        {
            Contacts(text, state);
        }

        Documents(text, documents);
        return new OrientationMemo($"{subject} : où vous adresser", text.ToString().TrimEnd());
    }

    private static void Online(StringBuilder text, OrientationState state)
    {
        if (state.Demarche is { } demarche && DemarcheCases.OnlineIn(demarche, state.Situations) is { Count: > 0 } services)
        {
            text.Append("\nEn ligne\n");
            foreach (var service in services.Take(3))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {service.Title} : {service.Url}\n");
            }
        }
    }

    private static void Interlocutor(StringBuilder text, Interlocutor interlocutor, OrientationRequest request)
    {
        var record = interlocutor.Record;
        text.Append(CultureInfo.InvariantCulture, $"\nLe bon interlocuteur\n{record.Name}\n{interlocutor.Explanation}\n");
        foreach (var address in record.Addresses.Take(1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", address.Lines)}, {address.PostalCode} {address.City}\n");
        }

        foreach (var channel in record.Channels.Where(channel => channel.Audience == ChannelAudience.Public))
        {
            var label = channel.Kind switch
            {
                ChannelKind.Phone => "Téléphone",
                ChannelKind.Appointment => "Rendez-vous",
                ChannelKind.Email => "Courriel",
                ChannelKind.Form => "Formulaire",
                _ => null,
            };
            if (label is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{label} : {channel.Value}\n");
            }
        }

        if (record.OpeningHours is { } hours)
        {
            var calendar = TerritorialCalendar.ForInseeCode(record.Commune?.Value);
            text.Append(CultureInfo.InvariantCulture, $"Horaires : {hours.Summary}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"Aujourd'hui : {Published.Reception.StateAt(record, calendar, request.At, request.Schools).Sentence}\n");
        }

        if (record.VerifiedAt is { } verified)
        {
            var on = verified.InZone(TerritorialCalendar.ForInseeCode(record.Commune?.Value)?.TimeZone ?? DateTimeZone.Utc).Date;
            text.Append(CultureInfo.InvariantCulture, $"Informations vérifiées le {on.ToString("d MMMM yyyy", French)}\n");
        }
    }

    private static void Contacts(StringBuilder text, OrientationState state)
    {
        if (state.Demarche is { } demarche && CaseHandlers.Of(demarche, state.Situations).Contacts is { Count: > 0 } contacts)
        {
            text.Append("\nÀ qui vous adresser\n");
            foreach (var contact in contacts.Take(3))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {contact.Label}{(contact.Url.IsNull ? "" : $" : {contact.Url}")}\n");
                foreach (var channel in contact.Channels.Take(3))
                {
                    text.Append(
                        CultureInfo.InvariantCulture, $"  {channel.Value.ToString().Replace("\n", ", ", StringComparison.Ordinal)}\n");
                }
            }
        }
    }

    private static void Documents(StringBuilder text, IReadOnlyList<RequiredDocumentView> documents)
    {
        if (documents.Count > 0)
        {
            text.Append("\nPièces à préparer\n");
            foreach (var document in documents.Take(MaxDocuments))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- {document.Label}{(document.Optional ? " (selon le cas)" : "")}{(document.OneOf.IsNull ? "" : " (un seul de ces documents suffit)")}\n");
            }
        }
    }
}
