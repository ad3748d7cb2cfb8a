using System.Globalization;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Administrations;

/// <summary>What an administration must be to be published; the same for importers, extranet and API.</summary>
/// <remarks>
/// The bounds are those that the documents state. Checks stop at the size of a list that is too long: thousands of
/// messages about what is refused anyway help nobody.
/// </remarks>
public static class AdministrationValidator
{
    /// <summary>The most characters in a name.</summary>
    public const int MaxNameLength = 300;

    /// <summary>The most characters in an acronym.</summary>
    public const int MaxAcronymLength = 60;

    /// <summary>The most characters in a mission.</summary>
    public const int MaxMissionLength = 5000;

    /// <summary>The most service types.</summary>
    public const int MaxTypes = 50;

    /// <summary>The most external ids.</summary>
    public const int MaxExternalIds = 50;

    /// <summary>The most addresses.</summary>
    public const int MaxAddresses = 10;

    /// <summary>The most lines above an address's postal code.</summary>
    public const int MaxAddressLines = 6;

    /// <summary>The most characters in an address line or a city.</summary>
    public const int MaxAddressLineLength = 200;

    /// <summary>The most contact channels.</summary>
    public const int MaxChannels = 50;

    /// <summary>The most characters in a channel's label.</summary>
    public const int MaxLabelLength = 200;

    /// <summary>The most characters in a channel's value.</summary>
    public const int MaxValueLength = 2000;

    /// <summary>The most characters in the note on accessibility, or in the cost of a channel.</summary>
    public const int MaxNoteLength = 1000;

    /// <summary>The most notices.</summary>
    public const int MaxNotices = 10;

    /// <summary>The most peak times: some for each day of the week.</summary>
    public const int MaxPeakTimes = 50;

    /// <summary>The most characters in a notice's title.</summary>
    public const int MaxNoticeTitleLength = 150;

    /// <summary>The most characters in a notice's body.</summary>
    public const int MaxNoticeBodyLength = 1000;

    /// <summary>The most communes in one competence: more than there are.</summary>
    public const int MaxCommunes = 50_000;

    /// <summary>What does not fit, in the order of the document; empty when it is valid.</summary>
    public static IReadOnlyList<FieldError> Validate(AdministrationDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var check = new DocumentChecks();
        check.Text("name", document.Name, MaxNameLength, required: "Saisissez le nom de l'administration.");
        check.Text("acronym", document.Acronym, MaxAcronymLength);
        check.Text("mission", document.Mission, MaxMissionLength, mayHaveLines: true);
        check.Types("types", document.Types, MaxTypes);
        check.ExternalIds(document.ExternalIds, MaxExternalIds);
        if (document.Parent == Guid.Empty)
        {
            check.Add("parent", "INVALID_FORMAT", "Indiquez l'administration de rattachement, ou laissez vide.");
        }

        if (check.Count("addresses", document.Addresses.Count, MaxAddresses))
        {
            for (var i = 0; i < document.Addresses.Count; i++)
            {
                Address(check, Path("addresses", i), document.Addresses[i]);
            }
        }

        if (document.Accessibility is { } accessibility)
        {
            check.Defined("accessibility.wheelchair", accessibility.Wheelchair);
            check.Text("accessibility.note", accessibility.Note, MaxNoteLength, mayHaveLines: true);
        }

        check.Hours("openingHours", document.OpeningHours);
        if (check.Count("channels", document.Channels.Count, MaxChannels))
        {
            Channels(check, document.Channels);
        }

        Notices(check, document.Notices);
        check.Text(
            "responsible.name", document.Responsible?.Name, MaxNameLength,
            required: document.Responsible is null ? null : "Nommez le service responsable.");
        PeakTimes(check, document.PeakTimes);
        Competences(check, document.Competences);
        if (check.Count("unread", document.Unread.Count, UnreadValue.Most))
        {
            for (var i = 0; i < document.Unread.Count; i++)
            {
                check.Text(
                    Path("unread", i) + ".block", document.Unread[i].Block, 60, required: "Dites de quelle rubrique vient ce texte.");
                check.Text(
                    Path("unread", i) + ".label", document.Unread[i].Label, MaxLabelLength,
                    required: "Dites ce que ce texte devrait être.");
                check.Text(
                    Path("unread", i) + ".text", document.Unread[i].Text, UnreadValue.MaxTextLength,
                    required: "Saisissez ce texte, ou retirez-le.",
                    mayHaveLines: true);
            }
        }

        check.Provenance(document.Provenance);
        return check.Errors;
    }

    private static void Address(DocumentChecks check, string path, Address address)
    {
        check.Defined(path + ".kind", address.Kind);
        if (check.Count(path + ".lines", address.Lines.Count, MaxAddressLines))
        {
            for (var i = 0; i < address.Lines.Count; i++)
            {
                check.Text(Path(path + ".lines", i), address.Lines[i], MaxAddressLineLength,
                    required: "Saisissez cette ligne de l'adresse, ou retirez-la.");
            }
        }

        check.Text(path + ".city", address.City, MaxAddressLineLength);
        if (address.PostalCode is { } code && !(code.Length == 5 && code.All(char.IsAsciiDigit)))
        {
            check.Add(path + ".postalCode", "INVALID_FORMAT", "Saisissez un code postal de cinq chiffres.");
        }

        if (address.Location is { Latitude: 0, Longitude: 0 })
        {
            check.Add(path + ".location", "INVALID_FORMAT", "Indiquez la position de l'entrée, ou laissez vide.");
        }
    }

    private static void Channels(DocumentChecks check, IReadOnlyList<ContactChannel> channels)
    {
        var seen = new HashSet<(ChannelKind, ChannelAudience, string)>();
        for (var i = 0; i < channels.Count; i++)
        {
            var (path, channel) = (Path("channels", i), channels[i]);
            check.Defined(path + ".kind", channel.Kind);
            check.Defined(path + ".audience", channel.Audience);
            check.Text(path + ".label", channel.Label, MaxLabelLength);
            check.Text(path + ".cost", channel.Cost, MaxNoteLength, mayHaveLines: true);
            check.Hours(path + ".openingHours", channel.OpeningHours);
            if (channel.AnswersWithin is { } delay && !ContactValue.IsDuration(delay))
            {
                check.Add(path + ".answersWithin", "INVALID_FORMAT", "Indiquez un délai au format ISO 8601, par exemple P5D.");
            }

            var isAddress = channel.Kind is ChannelKind.Post or ChannelKind.Counter;
            if (check.Text(path + ".value", channel.Value, MaxValueLength,
                required: "Saisissez le numéro ou l'adresse de ce contact.", mayHaveLines: isAddress))
            {
                if (ContactValue.Problem(channel.Kind, channel.Value) is { } problem)
                {
                    check.Add(path + ".value", "INVALID_FORMAT", problem);
                }
                else if (!seen.Add((channel.Kind, channel.Audience, channel.Value)))
                {
                    check.Add(path + ".value", "DUPLICATE", "Ce canal est déjà indiqué plus haut.");
                }
            }
        }
    }

    private static void PeakTimes(DocumentChecks check, IReadOnlyList<PeakTime> peaks)
    {
        if (!check.Count("peakTimes", peaks.Count, MaxPeakTimes))
        {
            return;
        }

        for (var i = 0; i < peaks.Count; i++)
        {
            var (path, peak) = (Path("peakTimes", i), peaks[i]);
            check.Defined(path + ".level", peak.Level);
            if (peak.Days == Weekdays.None)
            {
                check.Add(path + ".days", "REQUIRED", "Choisissez au moins un jour.");
            }

            if (peak.From.Minutes >= peak.To.Minutes)
            {
                check.Add(path + ".to", "FROM_AFTER_TO", "L'heure de fin doit suivre l'heure de début.");
            }
        }
    }

    private static void Notices(DocumentChecks check, IReadOnlyList<Notice> notices)
    {
        if (!check.Count("notices", notices.Count, MaxNotices))
        {
            return;
        }

        for (var i = 0; i < notices.Count; i++)
        {
            NoticeValidator.Message(check, Path("notices", i) + ".", notices[i]);
        }
    }

    private static void Competences(DocumentChecks check, IReadOnlyList<Competence> competences)
    {
        if (!check.Count("competences", competences.Count, MaxTypes * 4))
        {
            return;
        }

        for (var i = 0; i < competences.Count; i++)
        {
            var (path, competence) = (Path("competences", i), competences[i]);
            check.Type(path + ".serviceType", competence.ServiceType);
            check.Defined(path + ".basis", competence.Basis);
            if (check.Count(path + ".communes", competence.Communes.Count, MaxCommunes))
            {
                for (var j = 1; j < competence.Communes.Count; j++)
                {
                    if (competence.Communes[j] <= competence.Communes[j - 1])
                    {
                        check.Add(path + ".communes", "NOT_SORTED", "Les communes doivent être dans l'ordre des codes, sans doublon.");
                        break;
                    }
                }
            }

            var lists = competence.Communes.Count + competence.Departements.Count + competence.Regions.Count;
            if (competence.WholeCountry && lists > 0)
            {
                check.Add(path, "CONTRADICTION", "Une compétence nationale ne liste ni commune, ni département, ni région.");
            }
            else if (!competence.WholeCountry && lists == 0)
            {
                check.Add(path, "REQUIRED", "Indiquez au moins un territoire.");
            }

            if (competence.ValidFrom > competence.ValidTo)
            {
                check.Add(path + ".validTo", "FROM_AFTER_TO", "La date de fin doit suivre la date de début.");
            }
        }
    }

    private static string Path(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
}
