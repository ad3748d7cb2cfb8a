using System.Buffers;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>The French words for states and days.</summary>
internal static class OpeningLabels
{
    public const string NotKnown = "Horaires non connus";
    public const string ClosedToPublic = "Fermé au public";
    public const string NightToCheck = "Horaires de la nuit à vérifier";
    public const string ExceptionallyClosed = "Fermé exceptionnellement";
    public const string ExceptionalHours = "Horaires exceptionnels";

    private const string PlainlyClosed = "Fermé";

    // Of what the source says within a sentence; the whole text is in the schedule.
    private const int MaxQuotedLength = 200;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" '’-,:.");

    // Words that open the notes of sources with a capital that is only the sentence's. Any other first word keeps its
    // capital, since it may be a name.
    private static readonly HashSet<string> CommonFirstWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "accueil", "antenne", "au", "aux", "avec", "ce", "cet", "cette", "chaque", "consultation", "consultations", "contacter",
        "dans", "de", "depuis", "des", "dépôt", "deux", "du", "durant", "échange", "en", "entrée", "et", "fermé", "fermée",
        "fermés", "fermeture", "guichet", "horaire", "horaires", "jours", "journée", "jusqu", "la", "le", "les", "lors",
        "matin", "mais", "ouvert", "ouverte", "ouverture", "par", "pas", "pendant", "permanence", "permanences", "pour",
        "prendre", "réception", "rendez", "sans", "sauf", "se", "semaine", "semaines", "seulement", "standard", "sur",
        "téléphoner", "toute", "toutes", "tous", "tout", "un", "une", "uniquement", "vacances", "également", "egalement",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    };

    /// <summary>Why a day is unknown or unusual; null for an ordinary one.</summary>
    public static string? Reason(OpeningSchedule schedule, LocalDate date, in DayRules rules) => rules.Kind switch
    {
        DayKind.ClosedForHoliday => $"Jour férié ({rules.PublicHoliday}) : fermé",
        DayKind.HolidayUnconfirmed => $"Jour férié ({rules.PublicHoliday}) : ouverture à confirmer",
        DayKind.Unread => ToCheck(schedule, date),
        DayKind.SchoolsUnknown => "Horaires différents pendant les vacances scolaires : à vérifier",
        DayKind.NothingSaid => NotKnown,
        DayKind.Exceptional when rules.Exception!.IsClosed => WithReason(ExceptionallyClosed, rules.Exception.Reason),
        DayKind.Exceptional => WithReason(ExceptionalHours, rules.Exception!.Reason),
        _ => null,
    };

    /// <summary>Why it is not known whether it is open; and the whole sentence, where that is longer than a label may be.</summary>
    /// <param name="kind">The day's.</param>
    /// <param name="reason">
    /// As <see cref="Reason"/> gives it; null for a known day, whose night the day before leaves open to doubt.
    /// </param>
    public static (string Label, string? Detail) Unknown(DayKind kind, string? reason) =>
        reason is null ? (NightToCheck, null) : Fitting(reason, kind switch
        {
            DayKind.HolidayUnconfirmed => "Jour férié : ouverture à confirmer",
            DayKind.SchoolsUnknown => "Horaires à vérifier : vacances scolaires",
            _ => "Horaires à vérifier",
        });

    /// <param name="moment">Known.</param>
    /// <param name="purposeOf">The words of a purpose's number.</param>
    /// <param name="today">The local date of the question.</param>
    /// <param name="closed">How to say closed today, as <see cref="Closed(in DayRules)"/> gives it.</param>
    /// <param name="plainlyClosed">Likewise, without the reason.</param>
    /// <param name="next">What comes next.</param>
    /// <returns>What to say; and the whole sentence, where that is longer than a label may be.</returns>
    public static (string Label, string? Detail) State(
        OpenMoment moment, Func<int, string?> purposeOf, LocalDate today, string closed, string plainlyClosed, NextChange next) =>
        moment.Status switch
        {
            OpenStatus.Open
                or OpenStatus.OpenByAppointment when moment.Purpose != 0 || (next.Status != OpenStatus.Closed && next.Purpose != 0) =>
                ForSome(moment, purposeOf, today, next),
            OpenStatus.Open => Open("Ouvert", today, next, ", puis sur rendez-vous"),
            OpenStatus.OpenByAppointment => Open("Ouvert sur rendez-vous", today, next, ", puis sans rendez-vous"),
            _ => Closed(closed, plainlyClosed, today, next),
        };

    /// <summary>« Fermé », with the reason where the day is not an ordinary one, and without.</summary>
    public static (string Whole, string Plain) Closed(in DayRules today) => today.Kind switch
    {
        DayKind.ClosedForHoliday => ($"Fermé, jour férié ({today.PublicHoliday})", "Fermé, jour férié"),
        DayKind.Exceptional when today.Exception!.IsClosed => (today.Exception.Reason is { } reason
            ? $"{ExceptionallyClosed} ({Quoted(reason, 80)})"
            : ExceptionallyClosed, ExceptionallyClosed),
        _ => (PlainlyClosed, PlainlyClosed),
    };

    /// <summary>The words of a source inside a sentence of ours: no first capital, no final dot, not too long.</summary>
    public static string Quoted(string text, int maxLength = MaxQuotedLength)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
        if (words.Length > maxLength)
        {
            var cut = words.LastIndexOf(' ', maxLength - 1);
            words = words[..(cut > 0 ? cut : maxLength - 1)].TrimEnd(',', ';', ':', ' ') + "…";
        }

        var end = words.AsSpan().IndexOfAny(WordEnds);
        var first = end < 0 ? words : words[..end];
        return CommonFirstWords.Contains(first) && !IsAcronym(first) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    private static string WithReason(string text, string? reason) => reason is null ? text : $"{text} : {Quoted(reason)}";

    private static bool IsAcronym(string word) => word.Length > 1 && char.IsUpper(word[1]);

    private static string ToCheck(OpeningSchedule schedule, LocalDate date)
    {
        var texts = schedule.Unread
            .Where(unread => unread.Days.Contains(date.DayOfWeek) && unread.Recurrence?.Covers(date) != false).Select(unread =>
                unread.Text).Distinct();
        return "Horaires à vérifier : " + Quoted(string.Join(" ; ", texts.Select(text => Quoted(text))));
    }

    // The first that a label has room for, the whole sentence beside it where that is another one. The last always fits.
    private static (string Label, string? Detail) Fitting(string whole, params ReadOnlySpan<string> shorter)
    {
        if (whole.Length <= OpenState.MaxLabelLength)
        {
            return (whole, null);
        }

        foreach (var words in shorter)
        {
            if (words.Length <= OpenState.MaxLabelLength)
            {
                return (words, whole);
            }
        }

        return (shorter[^1], whole);
    }

    private static (string Label, string? Detail) Open(string open, LocalDate today, NextChange next, string otherKind)
    {
        var then = next.Status == OpenStatus.Closed ? "" : otherKind;
        return next.Kind switch
        {
            NextChangeKind.Found => Fitting(
                $"{open} {Until(today, next)}{then}", $"{open} {Until(today, next)}", $"{open} {Until(today, next, isShort: true)}"),
            NextChangeKind.Unknown when next.LocalDate == today.PlusDays(1) => ($"{open} au moins jusqu'à minuit", null),
            NextChangeKind.Unknown => (open, null),
            _ => ($"{open}, 24 h sur 24", null),
        };
    }

    // « Ouvert jusqu'à 12 h (l'état civil) »; a label without room for the words says at least that it is not for all.
    private static (string Label, string? Detail) ForSome(OpenMoment moment, Func<int, string?> purposeOf, LocalDate today, NextChange next)
    {
        var open = moment.Status == OpenStatus.Open ? "Ouvert" : "Ouvert sur rendez-vous";
        var then = next.Kind != NextChangeKind.Found || next.Status == OpenStatus.Closed ? ""
            : purposeOf(next.Purpose) is { } other ? $", puis uniquement : {Quoted(other, 80)}"
            : next.Status == OpenStatus.OpenByAppointment ? ", puis sur rendez-vous"
            : ", puis pour tous";
        var until = next.Kind == NextChangeKind.Found ? " " + Until(today, next) : "";
        return purposeOf(moment.Purpose) is { } purpose
            ? Fitting(
                $"{open}{until} uniquement : {Quoted(purpose, 80)}{then}", $"{open}{until} uniquement : {Quoted(purpose, 80)}",
                $"{open}{until} pour un service ou un public", $"{open} pour un service ou un public")
            : Fitting($"{open}{until}{then}", $"{open}{until}");
    }

    private static (string Label, string? Detail) Closed(string closed, string plainly, LocalDate today, NextChange next)
    {
        switch (next.Kind)
        {
            case NextChangeKind.Found:
                var opens = $", ouvre {When(today, next)}";
                var shorter = $"{PlainlyClosed}, ouvre {When(today, next, isShort: true)}";
                return Fitting(closed + opens, plainly + opens, PlainlyClosed + opens, shorter);
            case NextChangeKind.Unknown:
                const string ToCheck = ", prochaine ouverture à vérifier";
                return Fitting(closed + ToCheck, plainly + ToCheck);
            default:
                return Fitting(closed, plainly);
        }
    }

    // « jusqu'à minuit » is the coming night whatever the date then is; later times of another day name the day.
    private static string Until(LocalDate today, NextChange next, bool isShort = false)
    {
        if (next.LocalDate == today)
        {
            return $"jusqu'à {Clock(next.Time)}";
        }

        var isMidnight = next.Time == ClockTime.Midnight;
        if (isMidnight && next.LocalDate == today.PlusDays(1))
        {
            return "jusqu'à minuit";
        }

        var day = DayName(today, isMidnight ? next.LocalDate.PlusDays(-1) : next.LocalDate, isShort);
        return (day.StartsWith("le ", StringComparison.Ordinal) ? "jusqu'au " + day[3..] : "jusqu'à " + day)
            + $" à {(isMidnight ? "minuit" : Clock(next.Time))}";
    }

    // « lundi à 9 h sur rendez-vous »
    private static string When(LocalDate today, NextChange next, bool isShort = false) =>
        (next.LocalDate == today ? "" : DayName(today, next.LocalDate, isShort) + " ")
            + $"à {Clock(next.Time)}{(next.Status == OpenStatus.OpenByAppointment ? " sur rendez-vous" : "")}";

    // A weekday alone is clear for six days; a date alone for most of a year.
    private static string DayName(LocalDate today, LocalDate date, bool isShort) => Period.DaysBetween(today, date) switch
    {
        1 => "demain",
        <= 6 => FrenchText.Day(date.DayOfWeek),
        var days => (isShort ? "le " : $"le {FrenchText.Day(date.DayOfWeek)} ")
            + (days <= 300 ? FrenchText.DayAndMonth(date) : FrenchText.Date(date)),
    };

    // An opening at 00:00 is said « 0 h », since « demain à minuit » could be either end of tomorrow.
    private static string Clock(ClockTime time) => time == ClockTime.Midnight ? "0 h" : FrenchText.Time(time);
}
