using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Reads the sentences of sources that change the slots beside them by a rule: « uniquement le 1er samedi du mois », « fermé
/// en août », « sur rendez-vous de 12h30 à 16h15 ». Each form below is one that the national file has, and has a test.
/// </summary>
/// <remarks>
/// Left out because they have two readings or none: « un samedi sur deux » (which one?), « fermé le mardi et le jeudi
/// après-midi » (all Tuesday?), « fermé du 7 au 25 août » (of which year?), « permanence des élus » (for whom?).
/// </remarks>
internal static partial class SourceRules
{
    /// <summary>Finds what a sentence does to slots.</summary>
    /// <param name="sentence">Folded, as <see cref="SourceNotes.Fold"/> does.</param>
    /// <returns>
    /// What makes new slots out of the slots of the range, or null where the sentence does not fit them; null for a
    /// sentence in none of the forms.
    /// </returns>
    public static Func<IReadOnlyList<RegularPeriod>, List<RegularPeriod>?>? Find(string sentence)
    {
        if (Appointment().Match(sentence) is { Success: true } appointment)
        {
            return Clock(appointment.Groups["from"].Value) is { } from && Clock(appointment.Groups["to"].Value) is { } to && from < to
                ? slots => ByAppointment(slots, from, to)
                : null;
        }

        if (AppointmentDays().Match(sentence) is { Success: true } onDays)
        {
            var named =
                onDays.Groups["day"].Captures.Aggregate(
                    Weekdays.None, (all, day) => DayOf(day.Value) is { } one ? all | Weekdays.Of(one) : all);
            return slots => ByAppointmentOn(slots, named);
        }

        if (AppointmentHalf().Match(sentence) is { Success: true } half)
        {
            return slots => OnHalf(slots, half.Groups["half"].Value, slot => [slot with { ByAppointment = true }]);
        }

        if (OnlyNth().Match(sentence) is { Success: true } nth && DayOf(nth.Groups["day"].Value) is { } weekday)
        {
            var ordinals = Ordinals(nth.Groups["nth"].Captures);
            return slots => OnlyOn(slots, weekday, new Recurrence { Ordinals = ordinals });
        }

        if (OnlyWeeks().Match(sentence) is { Success: true } weeks)
        {
            var parity = weeks.Groups["odd"].Success ? WeekParity.Odd : WeekParity.Even;
            return slots => Restrict(slots, new Recurrence { Weeks = parity });
        }

        if (OnlySchool().Match(sentence) is { Success: true } school)
        {
            var rule = school.Groups["during"].Success ? SchoolHolidayRule.During : SchoolHolidayRule.Outside;
            return slots => Restrict(slots, new Recurrence { SchoolHolidays = rule });
        }

        return Closed().Match(sentence) is { Success: true } closed ? Closing(closed) : null;
    }

    private static Func<IReadOnlyList<RegularPeriod>, List<RegularPeriod>?>? Closing(Match match)
    {
        var days = match.Groups["day"].Success
            ? match.Groups["day"].Captures.Aggregate(
                Weekdays.None, (all, day) => DayOf(day.Value) is { } one ? all | Weekdays.Of(one) : all)
            : Weekdays.All;
        if (Condition(match) is not { } recurrence)
        {
            return null;
        }

        var half = match.Groups["half"].Success ? match.Groups["half"].Value : null;
        if (recurrence.IsEmpty && !match.Groups["day"].Success)
        {
            // « Fermé l'après-midi » beside mornings says what the slots say; beside afternoons it contradicts them.
            return half is null ? null : slots => slots.Any(slot => HalfOf(slot) != Other(half)) ? null : [.. slots];
        }

        var cut = new RegularPeriod
        {
            Days = days,
            Opens = ClockTime.Midnight,
            Closes = ClockTime.EndOfDay,
            Recurrence = recurrence.IsEmpty ? null : recurrence,
        };
        return half is null
            ? slots => Cut(slots, cut)
            : slots => OnHalf(slots, half, slot => Cut([slot], cut), isOptional: true, days);
    }

    private static Recurrence? Condition(Match match)
    {
        var recurrence = new Recurrence();
        if (match.Groups["nth"].Success)
        {
            // The rank belongs to one weekday: « le 1er samedi », not « le 1er samedi et le lundi ».
            return match.Groups["day"].Captures.Count == 1
                ? recurrence with { Ordinals = Ordinals(match.Groups["nth"].Captures) }
                : null;
        }

        if (match.Groups["school"].Success)
        {
            return recurrence with { SchoolHolidays = SchoolHolidayRule.During };
        }

        if (match.Groups["month"].Success)
        {
            int[] months = [.. match.Groups["month"].Captures.Select(capture => FrenchText.Month(capture.Value))];
            return months.Contains(0) || (months.Length == 2 && months[1] != (months[0] % 12) + 1)
                ? null
                : recurrence with { Seasons = [YearlyRange.Of(months[0], 1, months[^1], DateTime.DaysInMonth(2000, months[^1]))] };
        }

        if (match.Groups["first"].Success)
        {
            // Whole months come back every year; other dates are mostly the holidays of the year in which they were written.
            var (first, last) = (FrenchText.Month(match.Groups["first"].Value), FrenchText.Month(match.Groups["last"].Value));
            return first > 0 && last > 0 && match.Groups["end"].Value == $"{DateTime.DaysInMonth(2001, last)}"
                ? recurrence with { Seasons = [YearlyRange.Of(first, 1, last, DateTime.DaysInMonth(2000, last))] }
                : null;
        }

        return recurrence;
    }

    private static List<RegularPeriod>? Cut(IReadOnlyList<RegularPeriod> slots, RegularPeriod cut)
    {
        try
        {
            return [.. slots.SelectMany(slot => DateBoxes.Subtract(slot, cut, 0))];
        }
        catch (OsmException)
        {
            return null; // ranks counted from both ends of the month
        }
    }

    // « Uniquement le 1er samedi » beside slots of several days could close the others or not.
    private static List<RegularPeriod>? OnlyOn(IReadOnlyList<RegularPeriod> slots, IsoDayOfWeek day, Recurrence rule) =>
        slots.Any(slot => slot.Days != Weekdays.Of(day)) ? null : Restrict(slots, rule);

    private static List<RegularPeriod>? Restrict(IReadOnlyList<RegularPeriod> slots, Recurrence rule)
    {
        var restricted = new List<RegularPeriod>();
        foreach (var slot in slots)
        {
            var known = slot.Recurrence ?? new Recurrence();
            if ((!rule.Ordinals.IsEvery && !known.Ordinals.IsEvery)
                || (rule.Weeks != WeekParity.Every && known.Weeks != WeekParity.Every)
                || (rule.SchoolHolidays != SchoolHolidayRule.Ignored && known.SchoolHolidays != SchoolHolidayRule.Ignored))
            {
                return null;
            }

            restricted.Add(slot with
            {
                Recurrence = known with
                {
                    Ordinals = known.Ordinals.IsEvery ? rule.Ordinals : known.Ordinals,
                    Weeks = known.Weeks == WeekParity.Every ? rule.Weeks : known.Weeks,
                    SchoolHolidays = known.SchoolHolidays == SchoolHolidayRule.Ignored ? rule.SchoolHolidays : known.SchoolHolidays,
                },
            });
        }

        return restricted;
    }

    // A part of a slot becomes by appointment; times beside all slots are a slot more; times that cross an edge contradict it.
    private static List<RegularPeriod>? ByAppointment(IReadOnlyList<RegularPeriod> slots, ClockTime from, ClockTime to)
    {
        var result = new List<RegularPeriod>();
        var isWithin = false;
        foreach (var slot in slots)
        {
            if (slot.Closes <= from || slot.Opens >= to)
            {
                result.Add(slot);
                continue;
            }

            if (from < slot.Opens || to > slot.Closes)
            {
                return null;
            }

            isWithin = true;
            if (slot.Opens < from)
            {
                result.Add(slot with { Closes = from });
            }

            result.Add(slot with { Opens = from, Closes = to, ByAppointment = true });
            if (to < slot.Closes)
            {
                result.Add(slot with { Opens = to });
            }
        }

        if (!isWithin && slots is [var first, ..])
        {
            if (slots.Any(slot => slot.Days != first.Days || slot.Recurrence != first.Recurrence))
            {
                return null;
            }

            result.Add(first with { Opens = from, Closes = to, ByAppointment = true });
        }

        return result;
    }

    // Named days that have no slot were meant otherwise.
    private static List<RegularPeriod>? ByAppointmentOn(IReadOnlyList<RegularPeriod> slots, Weekdays days)
    {
        var known = slots.Aggregate(Weekdays.None, (all, slot) => all | slot.Days);
        return !(days & ~known).IsEmpty
            ? null
            : [.. slots.SelectMany(
                slot => new[] { slot with { Days = slot.Days & days, ByAppointment = true }, slot with { Days = slot.Days & ~days } })
                .Where(slot => !slot.Days.IsEmpty)];
    }

    // Applies to the slots of a half of the day; one over noon has no half, and a half without slot was meant otherwise.
    private static List<RegularPeriod>? OnHalf(
        IReadOnlyList<RegularPeriod> slots,
        string half,
        Func<RegularPeriod, List<RegularPeriod>?> change,
        bool isOptional = false,
        Weekdays? days = null)
    {
        var result = new List<RegularPeriod>();
        var isFound = isOptional;
        foreach (var slot in slots)
        {
            if (days is { } some && !slot.Days.Overlaps(some))
            {
                result.Add(slot);
                continue;
            }

            var slotHalf = HalfOf(slot);
            if (slotHalf is null)
            {
                return null;
            }

            if (slotHalf != Normal(half))
            {
                result.Add(slot);
                continue;
            }

            if (change(slot) is not { } changed)
            {
                return null;
            }

            isFound = true;
            result.AddRange(changed);
        }

        return isFound ? result : null;
    }

    private static string Normal(string half) => half.Contains("matin", StringComparison.Ordinal) ? "matin" : "apres midi";

    private static string Other(string half) => Normal(half) == "matin" ? "apres midi" : "matin";

    private static string? HalfOf(RegularPeriod slot) =>
        slot.Closes <= new ClockTime(13, 0) && slot.Opens < new ClockTime(12, 0) ? "matin"
        : slot.Opens >= new ClockTime(12, 0) ? "apres midi"
        : null;

    private static MonthOrdinals Ordinals(CaptureCollection captures) =>
        MonthOrdinals.Of([.. captures.Select(capture => capture.Value is ['d', ..] ? -1 : capture.Value switch
        {
            ['p', ..] => 1,
            ['t', ..] => 3,
            ['q', ..] => 4,
            _ => capture.Value[0] - '0',
        })]);

    private static IsoDayOfWeek? DayOf(string name) =>
        FrenchText.Weekday(name.TrimEnd('s')) is var day and not IsoDayOfWeek.None ? day : null;

    private static ClockTime? Clock(string text)
    {
        var parts = text.Replace(" ", "", StringComparison.Ordinal).Split('h');
        return ClockTime.TryParse($"{parts[0]}:{(parts[1].Length == 0 ? "00" : parts[1])}", out var time) ? time : null;
    }

    private const string Open = "(?:accueil )?(?:ouvert )?";
    private const string Day = "(?<day>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?)";

    // « d » begins « dernier », and « 2e » stands for « deuxième » in this file.
    private const string Nth = "(?<nth>1er|[2-5](?:e|eme|nd)|dernier|premier|troisieme|quatrieme)s?";
    private const string OfMonth = "(?: du mois| de chaque mois)";
    private const string Month = "(?<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
    private const string School = "(?:vacances|conges) scolaires";

    [GeneratedRegex(
        @"^(?:accueil )?(?:ouvert )?uniquement sur rendez vous,? (?:l'apres midi )?de (?<from>[0-9]{1,2} ?h ?(?:[0-9][0-9])?) a (?<to>[0-9]{1,2} ?h ?(?:[0-9][0-9])?)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Appointment();

    [GeneratedRegex(
        "^(?:accueil )?(?:ouvert )?(?:uniquement sur rendez vous (?<half>l'apres midi|le matin)|(?<half>l'apres midi|le matin) uniquement sur rendez vous)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex AppointmentHalf();

    // « uniquement sur rendez-vous le jeudi », « mardi uniquement sur rendez-vous ».
    [GeneratedRegex(
        $"^(?:accueil )?(?:ouvert )?(?:(?:uniquement|exclusivement) sur rendez vous les? {Day}(?:(?:, | et | et les? ){Day})*"
        + $"|(?:les? )?{Day}(?:(?:, | et | et les? ){Day})*,? (?:uniquement sur rendez vous|sur rendez vous uniquement))$",
        RegexOptions.None,
        1000)]
    private static partial Regex AppointmentDays();

    [GeneratedRegex($"^{Open}(?:uniquement )?les? {Nth}(?:(?:, | et )(?:le )?{Nth})* {Day}{OfMonth}$", RegexOptions.None, 1000)]
    private static partial Regex OnlyNth();

    [GeneratedRegex($"^{Open}(?:uniquement )?(?:les |en )?semaines? (?:(?<odd>impaires?)|paires?)(?: uniquement)?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex OnlyWeeks();

    [GeneratedRegex(
        $"^(?:horaires )?(?:{Open}(?:uniquement )?(?<during>pendant les {School})(?: uniquement)"
        + $"|{Open}uniquement (?<during>pendant les {School})"
        + $"|{Open}(?:toute l'annee )?(?:hors|sauf|en dehors des|hors des|sauf pendant les|sauf les)(?: periodes? de)? {School})$",
        RegexOptions.NonBacktracking)]
    private static partial Regex OnlySchool();

    // « fermé le samedi en juillet-août », « fermé l'après-midi pendant les vacances scolaires », « fermeture en août ».
    [GeneratedRegex(
        @"^(?:accueil )?(?:fermee?|fermeture)"
        + $"(?: les? {Nth}(?:(?:, | et )(?:le )?{Nth})* {Day}{OfMonth}"
        + $"| (?:les? )?{Day}(?:(?:, | et | et les? ){Day})*"
        + $"| (?:les? )?{Day} (?<half>apres midi)(?: et (?:les? )?{Day} (?<half>apres midi))*)?"
        + "(?: (?<half>l'apres midi|le matin))?"
        + $"(?: (?:(?:en|au mois d[e']|en mois d[e']) ?{Month}(?: ?(?:et|et en|/|, )? ?{Month})?"
        + $"|(?<school>pendant (?:toutes )?(?:les|la duree des) {School}|durant les {School})"
        + @"|du 1er (?<first>[a-z]+) au (?<end>[0-9][0-9]) (?<last>[a-z]+)(?: inclus)?)"
        + $"(?: le {Day})?)?$", RegexOptions.None, 1000)]
    private static partial Regex Closed();
}
