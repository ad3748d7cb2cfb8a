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

    // A label is one line on a phone; the whole text is in the schedule.
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

    /// <param name="status">Known.</param>
    /// <param name="today">The local date of the question.</param>
    /// <param name="closed">How to say closed today, as <see cref="Closed(in DayRules)"/> gives it.</param>
    /// <param name="next">What comes next.</param>
    public static string State(OpenStatus status, LocalDate today, string closed, NextChange next) => status switch
    {
        OpenStatus.Open => Open("Ouvert", today, next, ", puis sur rendez-vous"),
        OpenStatus.OpenByAppointment => Open("Ouvert sur rendez-vous", today, next, ", puis sans rendez-vous"),
        _ => Closed(closed, today, next),
    };

    /// <summary>« Fermé », and why where the day is not an ordinary one.</summary>
    public static string Closed(in DayRules today) => today.Kind switch
    {
        DayKind.ClosedForHoliday => $"Fermé, jour férié ({today.PublicHoliday})",
        DayKind.Exceptional when today.Exception!.IsClosed => today.Exception.Reason is { } reason
            ? $"{ExceptionallyClosed} ({Quoted(reason, 80)})"
            : ExceptionallyClosed,
        _ => "Fermé",
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

    private static string Open(string open, LocalDate today, NextChange next, string otherKind) => next.Kind switch
    {
        NextChangeKind.Found =>
            $"{open} jusqu'à {Until(today, next)}{(next.Status == OpenStatus.Closed ? "" : otherKind)}",
        NextChangeKind.Unknown when next.LocalDate == today.PlusDays(1) => $"{open} au moins jusqu'à minuit",
        NextChangeKind.Unknown => open,
        _ => $"{open}, 24 h sur 24",
    };

    private static string Closed(string closed, LocalDate today, NextChange next) => next.Kind switch
    {
        NextChangeKind.Found =>
            $"{closed}, ouvre {When(today, next.LocalDate)}à {Clock(next.Time)}"
            + (next.Status == OpenStatus.OpenByAppointment ? " sur rendez-vous" : ""),
        NextChangeKind.Unknown => $"{closed}, prochaine ouverture à vérifier",
        _ => closed,
    };

    // « jusqu'à minuit » is the coming night whatever the date then is; later times of another day name the day.
    private static string Until(LocalDate today, NextChange next)
    {
        if (next.LocalDate == today)
        {
            return Clock(next.Time);
        }

        var tomorrow = today.PlusDays(1);
        if (next.Time == ClockTime.Midnight)
        {
            return next.LocalDate == tomorrow ? "minuit" : $"{DayName(today, next.LocalDate.PlusDays(-1))} à minuit";
        }

        return $"{DayName(today, next.LocalDate)} à {Clock(next.Time)}";
    }

    private static string When(LocalDate today, LocalDate date) =>
        date == today ? "" : DayName(today, date) + " ";

    // A weekday alone is clear for six days; a date alone for most of a year.
    private static string DayName(LocalDate today, LocalDate date) => Period.DaysBetween(today, date) switch
    {
        1 => "demain",
        <= 6 => FrenchText.Day(date.DayOfWeek),
        <= 300 => $"le {FrenchText.Day(date.DayOfWeek)} {FrenchText.DayAndMonth(date)}",
        _ => $"le {FrenchText.Day(date.DayOfWeek)} {FrenchText.Date(date)}",
    };

    // An opening at 00:00 is said « 0 h », since « demain à minuit » could be either end of tomorrow.
    private static string Clock(ClockTime time) => time == ClockTime.Midnight ? "0 h" : FrenchText.Time(time);
}
