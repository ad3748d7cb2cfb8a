using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>The blocks of an administration, in words.</summary>
internal static class AdministrationWords
{
    public static IReadOnlyList<ComparedGroup> Parent(Comparing comparing, byte[]? before, byte[]? after) =>
        One("Dépend de", Name(before), Name(after), json => comparing.Names.Entry(json));

    public static IReadOnlyList<ComparedGroup> Commune(Comparing comparing, byte[]? before, byte[]? after) =>
        One("Commune", Code(before), Code(after), code => comparing.Names.Commune(code));

    public static IReadOnlyList<ComparedGroup> Responsible(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (BlockWords.Read<ResponsibleUnit>(before), BlockWords.Read<ResponsibleUnit>(after));
        return
        [
            new ComparedGroup(null,
            [
                comparing.Text("Nom", was?.Name, will?.Name),
                new ComparedRow(
                    "Sa fiche",
                    was?.Administration is { } old ? comparing.Names.Entry(old) : null,
                    will?.Administration is { } made ? comparing.Names.Entry(made) : null),
            ]),
        ];
    }

    public static IReadOnlyList<ComparedGroup> Access(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (BlockWords.Read<Accessibility>(before), BlockWords.Read<Accessibility>(after));
        return
        [
            new ComparedGroup(null,
            [
                new ComparedRow("En fauteuil roulant", Wheelchair(was), Wheelchair(will)),
                new ComparedRow("Langue des signes", Signs(was), Signs(will)),
                comparing.Text("Précisions", was?.Note, will?.Note),
            ]),
        ];

        static string? Wheelchair(Accessibility? access) => access?.Wheelchair switch
        {
            null => null,
            WheelchairAccess.Full => "oui, sans aide",
            WheelchairAccess.Partial => "oui, avec une aide ou sur demande",
            WheelchairAccess.None => "non",
            _ => "non renseigné",
        };

        static string? Signs(Accessibility? access) => access?.SignLanguage switch { true => "oui", false => "non", null => null };
    }

    public static IReadOnlyList<ComparedGroup> Channels(Comparing comparing, byte[]? before, byte[]? after) =>
        [comparing.List(
            null, BlockWords.ReadList<ContactChannel>(before).Select(Channel), BlockWords.ReadList<ContactChannel>(after).Select(Channel))];

    public static IReadOnlyList<ComparedGroup> Notices(Comparing comparing, byte[]? before, byte[]? after) =>
        [comparing.List(null, Said(comparing, before), Said(comparing, after))];

    public static IReadOnlyList<ComparedGroup> PeakTimes(Comparing comparing, byte[]? before, byte[]? after) =>
        [comparing.List(
            null, BlockWords.ReadList<PeakTime>(before).Select(Peak), BlockWords.ReadList<PeakTime>(after).Select(Peak), isOrdered: false)];

    private static IReadOnlyList<ComparedGroup> One<T>(string label, T? before, T? after, Func<T, string> name)
        where T : struct =>
        [new ComparedGroup(null, [new ComparedRow(label, before is { } was ? name(was) : null, after is { } will ? name(will) : null)])];

    private static Guid? Name(byte[]? json) => json is null ? null : BlockWords.Read<Guid>(json);

    private static InseeCode? Code(byte[]? json) => json is null ? null : BlockWords.Read<InseeCode>(json);

    private static Said Channel(ContactChannel channel)
    {
        var kind = ChannelNames.Of(channel.Kind);
        string?[] parts =
        [
            channel.Kind is ChannelKind.Phone or ChannelKind.Fax or ChannelKind.Appointment
                ? PhoneNumber.Shown(channel.Value)
                : channel.Value,
            channel.OpeningHours is { } hours ? "Horaires : " + ScheduleWords.Sentence(hours) : null,
            channel.Cost is { } cost ? $"Coût et précisions : {cost}" : null,
            channel.AnswersWithin is { } delay ? $"Réponse sous : {Delay(delay)}" : null,
            channel.Accessible switch { true =>
                "Accessible aux personnes sourdes", false => "Pas accessible aux personnes sourdes", null => null },
            channel.Audience is ChannelAudience.Agent ? "Réservé aux agents" : null,
        ];
        var label = channel.Label is { } own ? $"{kind} – {own}" : kind;
        return new Said($"{channel.Kind} {channel.Value}", label, string.Join(" · ", parts.Where(part => part is not null)));
    }

    // « 5 jours » for P5D, « 48 heures » for PT48H; as it is where it says more.
    private static string Delay(string iso)
    {
        var digits = string.Concat(iso.Where(char.IsAsciiDigit));
        return (iso.Replace(digits.Length == 0 ? " " : digits, "", StringComparison.Ordinal), digits) switch
        {
            ("PD", "1") => "1 jour",
            ("PD", _) => $"{digits} jours",
            ("PTH", "1") => "1 heure",
            ("PTH", _) => $"{digits} heures",
            ("PTM", _) => $"{digits} minutes",
            _ => iso,
        };
    }

    private static IEnumerable<Said> Said(Comparing comparing, byte[]? notices) => BlockWords.ReadList<Notice>(notices)
        .Where(notice => comparing.Told?.Says(notice) is not true).Select(notice => Notice(notice, comparing.Zone));

    private static Said Notice(Notice notice, DateTimeZone zone)
    {
        string?[] parts =
        [
            notice.Body,
            $"Message affiché {FrenchDates.Span(notice.From, notice.Until, zone)}",
            notice.SuspendsReception ? "Accueil suspendu pendant ce temps" : null,
        ];
        return new Said(
            notice.Title, NoticeWords.Of(notice.Level), $"{notice.Title} · {string.Join(" · ", parts.Where(part => part is not null))}");
    }

    private static Said Peak(PeakTime peak)
    {
        var level = peak.Level switch { PeakLevel.High => "Attente longue", PeakLevel.Medium => "Attente moyenne", _ => "Peu d'attente" };
        return new Said(
            $"{peak.Days} {peak.From} {peak.To}", level,
            $"{OpeningSummary.Days(peak.Days)} de {FrenchText.Time(peak.From)} à {FrenchText.Time(peak.To)}");
    }
}
