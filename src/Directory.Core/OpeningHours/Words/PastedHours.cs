using System.Text.RegularExpressions;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>
/// Reads hours copied from elsewhere: our own sentence, OpenStreetMap's syntax, or French text made of days and times. A text of which
/// one word is not understood is refused with that word: half a text read is worse than none.
/// </summary>
public static partial class PastedHours
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = OsmText.MaxLength;

    private const string Day =
        @"\b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|(?:lun|mar|mer|jeu|ven|sam|dim)\b\.?)";
    private const string Item = $@"(?:(?:du\s+)?{Day}\s*(?:\bau\b|\bà\b|-|–)\s*{Day}|(?:\bles?\s+)?{Day})";

    private static readonly string[] DayStarts = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];

    /// <summary>Reads a text.</summary>
    /// <returns>A valid schedule, or what was not understood, in French; never both.</returns>
    public static PastedReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
        {
            return new(
                null,
                trimmed.Length == 0
                    ? "Collez d'abord des horaires."
                    : $"Le texte compte {trimmed.Length} caractères ; {MaxLength} au plus.");
        }

        if (OpeningSummaryReader.Read(trimmed) is { } said)
        {
            return new(said, null);
        }

        var lower = trimmed.ToLowerInvariant();
        if (Days().IsMatch(lower))
        {
            return ReadFrench(lower);
        }

        var reading = OsmText.Read(trimmed, PublicHolidayPolicy.Unconfirmed);
        return new(reading.Schedule, reading.Problem?.Message);
    }

    private static PastedReading ReadFrench(string text)
    {
        var policy = PublicHolidayPolicy.Unconfirmed;
        text = ClosedOnHolidays().Replace(text, _ =>
        {
            policy = PublicHolidayPolicy.Closed;
            return " ";
        });
        var days = Days().Matches(text);
        if (Unknown(text[..days[0].Index]) is { } before)
        {
            return NotUnderstood(before);
        }

        var periods = new List<RegularPeriod>();
        for (var i = 0; i < days.Count; i++)
        {
            var start = days[i].Index + days[i].Length;
            if (ReadHours(text[start..(i + 1 < days.Count
                ? days[i + 1].Index
                : text.Length)], ReadDays(days[i].Value), periods) is { } problem)
            {
                return NotUnderstood(problem);
            }
        }

        var schedule = new OpeningSchedule { Regular = Merge(periods), PublicHolidays = policy, IsClosedToPublic = periods.Count == 0 };
        return schedule.Validate() is [var error, ..] ? new(null, error.Message) : new(schedule, null);
    }

    private static PastedReading NotUnderstood(string words) =>
        new(null, $"« {words} » n'a pas été compris. Retirez ces mots, ou saisissez les horaires dans le formulaire.");

    // What was not understood; null when all was.
    private static string? ReadHours(string text, Weekdays days, List<RegularPeriod> periods)
    {
        var slots = Slots().Matches(text);
        var isClosed = Closed().IsMatch(text);
        var appointment = Appointment().Match(text);
        var rest = Appointment().Replace(Closed().Replace(Slots().Replace(text, " "), " "), " ");
        if (Unknown(rest) is { } unknown)
        {
            return unknown;
        }

        // After several slots it may be about the last one or about all.
        var isUnclear = appointment.Success && slots.Count > 1 && appointment.Index > slots[0].Index;
        if (days.IsEmpty || isClosed == (slots.Count > 0) || isUnclear)
        {
            return Spaces().Replace(text, " ").Trim(' ', ',', ';') is { Length: > 0 } whole ? whole : "un jour sans heures";
        }

        foreach (Match slot in slots)
        {
            if (!TypedTime.TryParse(slot.Groups["opens"].Value, false, out var opens)
                || !TypedTime.TryParse(slot.Groups["closes"].Value, true, out var closes))
            {
                return slot.Value;
            }

            periods.Add(new RegularPeriod { Days = days, Opens = opens, Closes = closes, ByAppointment = appointment.Success });
        }

        return null;
    }

    private static Weekdays ReadDays(string text)
    {
        if (!DayName().IsMatch(text))
        {
            return Weekdays.All; // « tous les jours »
        }

        var days = Weekdays.None;
        foreach (Match item in DayItem().Matches(text))
        {
            var names = DayName().Matches(item.Value);
            var (first, last) = (Number(names[0].Value), Number(names[^1].Value));
            if (first > last)
            {
                return Weekdays.None;
            }

            days |= Weekdays.Range((NodaTime.IsoDayOfWeek)first, (NodaTime.IsoDayOfWeek)last);
        }

        return days;
    }

    private static int Number(string name) => Array.IndexOf(DayStarts, name[..3]) + 1;

    private static List<RegularPeriod> Merge(List<RegularPeriod> periods) =>
    [
        .. periods.GroupBy(period => period with { Days = Weekdays.All })
            .Select(group => group.Key with { Days = group.Aggregate(Weekdays.None, (days, period) => days | period.Days) }),
    ];

    private static string? Unknown(string text) =>
        Spaces().Replace(Filler().Replace(text, " "), " ").Trim() is { Length: > 0 } rest ? rest : null;

    [GeneratedRegex($@"(?:\btous les jours\b|{Item}(?:\s*(?:,|\bet\b|&|/)\s*{Item})*)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Days();

    [GeneratedRegex(Item, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DayItem();

    [GeneratedRegex(Day, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DayName();

    [GeneratedRegex(
        @"(?<opens>[0-9]{1,2}\s*(?:h|:|\.)\s*[0-9][0-9]|[0-9]{1,2}\s*h(?:eures?)?|[0-9]{1,4}|midi|minuit)\s*(?:-|–|\bà\b|/|>)\s*"
        + @"(?<closes>[0-9]{1,2}\s*(?:h|:|\.)\s*[0-9][0-9]|[0-9]{1,2}\s*h(?:eures?)?|[0-9]{1,4}|midi|minuit)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Slots();

    [GeneratedRegex(@"\bferm[ée](?:e?s?|ture)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Closed();

    [GeneratedRegex(@"\b(?:fermé|fermée|fermés|fermeture)\s+(?:les\s+)?jours\s+fériés",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ClosedOnHolidays();

    [GeneratedRegex(@"\b(?:uniquement\s+)?sur\s+(?:rendez[ -]vous|rdv)(?:\s+uniquement)?\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Appointment();

    // Words and signs between days and hours that say nothing by themselves.
    [GeneratedRegex(
        @"\b(?:horaires?|d'ouverture|d’ouverture|ouvert(?:e|ure)?|de|et|puis|le matin|l'après-midi|journée continue|sans interruption|non stop)\b|[\s:;,.|()/•–-]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Filler();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}

/// <summary>A pasted text as a schedule.</summary>
/// <param name="Schedule">A valid schedule; null where the text was not understood.</param>
/// <param name="Problem">What was not, in French; null where all was.</param>
public sealed record PastedReading(OpeningSchedule? Schedule, string? Problem);
