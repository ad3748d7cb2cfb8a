using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>
/// Reads the sentences that <see cref="OpeningSummary"/> makes, so that what an editor sees and corrects as a sentence is
/// the schedule again. Nothing else is understood: a text in another form gives no schedule.
/// </summary>
public static partial class OpeningSummaryReader
{
    /// <summary>The longest sentence that is read, in characters.</summary>
    public const int MaxLength = 10_000;

    // What is said of some days: far less than this.
    private const int MaxPartLength = 2000;

    private const string Slot =
        @"(?:24 h sur 24|de (?:[0-9]{1,2} h(?: [0-9][0-9])?) à (?:[0-9]{1,2} h(?: [0-9][0-9])?|minuit)(?: le lendemain)?)";

    /// <summary>The regular hours that the sentence says.</summary>
    /// <param name="sentence">As <see cref="OpeningSummary.Of"/> gives it, for a schedule without unread texts.</param>
    /// <returns>
    /// A schedule whose days are those of the one that was said; null for any other text. Periods may be cut and ordered in
    /// another way, and what the sentence leaves out is not there.
    /// </returns>
    public static OpeningSchedule? Read(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (sentence.Length is 0 or > MaxLength)
        {
            return null;
        }

        if (sentence == OpeningLabels.ClosedToPublic)
        {
            return new OpeningSchedule { IsClosedToPublic = true };
        }

        var periods = new List<RegularPeriod>();
        var (condition, policy) = (new Condition(), PublicHolidayPolicy.Unconfirmed);
        foreach (var part in (char.ToLowerInvariant(sentence[0]) + sentence[1..]).Split(" ; "))
        {
            if (part.Length > MaxPartLength)
            {
                return null;
            }

            if (part == "fermé les jours fériés")
            {
                policy = PublicHolidayPolicy.Closed;
                continue;
            }

            if (part == "mêmes horaires les jours fériés")
            {
                policy = PublicHolidayPolicy.AsUsual;
                continue;
            }

            var colon = part.IndexOf(" : ", StringComparison.Ordinal);
            if (colon >= 0)
            {
                if (ReadCondition(part[..colon]) is not { } next)
                {
                    return null;
                }

                condition = next;
            }

            if (!ReadHours(colon < 0 ? part : part[(colon + 3)..], condition, periods) || periods.Count > OpeningSchedule.MaxPeriods)
            {
                return null;
            }
        }

        return periods.Count == 0 ? null : new OpeningSchedule { Regular = periods, PublicHolidays = policy };
    }

    private static bool ReadHours(string text, Condition condition, List<RegularPeriod> periods)
    {
        var match = DaysAndHours().Match(text);
        if (!match.Success || ReadDays(match.Groups["days"].Value) is not { } days)
        {
            return false;
        }

        foreach (Capture slot in match.Groups["free"].Captures)
        {
            periods.Add(Period(slot.Value, match.Groups["only"].Success));
        }

        foreach (Capture slot in match.Groups["late"].Captures)
        {
            periods.Add(Period(slot.Value, true));
        }

        return true;

        RegularPeriod Period(string slot, bool byAppointment)
        {
            var times = Time().Matches(slot);
            var rule = condition.Rule with { Ordinals = days.Ordinals };
            return new RegularPeriod
            {
                Days = days.Days,
                Opens = slot == "24 h sur 24" ? ClockTime.Midnight : Clock(times[0], ClockTime.Midnight),
                Closes = slot == "24 h sur 24" ? ClockTime.EndOfDay : Clock(times[1], ClockTime.EndOfDay),
                ClosesNextDay =
                    slot.EndsWith(" le lendemain", StringComparison.Ordinal) && !slot.Contains("à minuit", StringComparison.Ordinal),
                ByAppointment = byAppointment,
                Purpose = condition.Purpose,
                From = condition.From,
                To = condition.To,
                Recurrence = rule.IsEmpty ? null : rule,
            };
        }
    }

    private static ClockTime Clock(Match time, ClockTime midnight) => time.Value == "minuit"
        ? midnight
        : new ClockTime(
            int.Parse(time.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture),
            time.Groups["minute"].Success ? int.Parse(time.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) : 0);

    private static (Weekdays Days, MonthOrdinals Ordinals)? ReadDays(string text)
    {
        if (text == "tous les jours")
        {
            return (Weekdays.All, MonthOrdinals.Every);
        }

        var but = AllButOne().Match(text);
        if (but.Success)
        {
            return (Weekdays.Of(FrenchText.Weekday(but.Groups["day"].Value)), MonthOrdinals.AllBut(Ordinal(but.Groups["ordinal"].Value)));
        }

        var nth = NthOfMonth().Match(text);
        if (nth.Success)
        {
            int[] ordinals = [.. nth.Groups["ordinal"].Captures.Select(capture => Ordinal(capture.Value))];
            return (Weekdays.Of(FrenchText.Weekday(nth.Groups["day"].Value)), MonthOrdinals.Of(ordinals));
        }

        var days = Weekdays.None;
        foreach (var item in text.Replace(" et ", ", ", StringComparison.Ordinal).Split(", "))
        {
            var match = DayItem().Match(item);
            if (!match.Success)
            {
                return null;
            }

            var first = FrenchText.Weekday(match.Groups["first"].Value);
            var last = match.Groups["last"].Success ? FrenchText.Weekday(match.Groups["last"].Value) : first;
            if (first > last)
            {
                return null;
            }

            days |= Weekdays.Range(first, last);
        }

        return (days, MonthOrdinals.Every);
    }

    private static int Ordinal(string text) =>
        Enumerable.Range(-5, 11).First(ordinal => ordinal != 0 && FrenchText.Ordinal(ordinal) == text);

    private static Condition? ReadCondition(string text)
    {
        var condition = new Condition();
        if (ForWhom().Match(text) is { Success: true } forWhom)
        {
            condition.Purpose = forWhom.Groups["purpose"].Value;
            text = text[..forWhom.Index];
            if (text.Length == 0)
            {
                return condition;
            }
        }

        // Commas also stand between seasons, which all begin with « du » or « le ».
        foreach (var part in ConditionEnd().Split(text))
        {
            switch (part)
            {
                case "semaines impaires":
                    condition.Rule = condition.Rule with { Weeks = WeekParity.Odd };
                    break;
                case "semaines paires":
                    condition.Rule = condition.Rule with { Weeks = WeekParity.Even };
                    break;
                case "pendant les vacances scolaires":
                    condition.Rule = condition.Rule with { SchoolHolidays = SchoolHolidayRule.During };
                    break;
                case "hors vacances scolaires":
                    condition.Rule = condition.Rule with { SchoolHolidays = SchoolHolidayRule.Outside };
                    break;
                default:
                    if (!ReadSeasons(part, condition) && !ReadDates(part, condition))
                    {
                        return null;
                    }

                    break;
            }
        }

        return condition;
    }

    private static bool ReadSeasons(string text, Condition condition)
    {
        if (!text.StartsWith("chaque année ", StringComparison.Ordinal))
        {
            return false;
        }

        var seasons = new List<YearlyRange>();
        foreach (var item in text["chaque année ".Length..].Replace(" et ", ", ", StringComparison.Ordinal).Split(", "))
        {
            var match = Dates().Match(item);
            if (!match.Success || match.Groups["year"].Success
                || Day(match, 0) is not { } from
                || (match.Groups["day"].Captures.Count == 1 ? from : Day(match, 1)) is not { } to)
            {
                return false;
            }

            seasons.Add(new(from, to));
        }

        condition.Rule = condition.Rule with { Seasons = seasons };
        return seasons.Count <= Recurrence.MaxSeasons;
    }

    private static bool ReadDates(string text, Condition condition)
    {
        var match = Dates().Match(text);
        var years = match.Groups["year"].Captures;
        if (!match.Success || years.Count == 0)
        {
            return false;
        }

        var count = match.Groups["day"].Captures.Count;
        var first = Day(match, 0)?.InYear(Year(years[0]));
        var last = count == 2 ? Day(match, 1)?.InYear(Year(years[^1])) : first;
        (condition.From, condition.To) = match.Groups["start"].Value switch
        {
            "à partir du" => (first, null),
            "jusqu'au" => (null, last),
            _ => (first, last),
        };
        return first is not null && last is not null;
    }

    private static int Year(Capture capture) => int.Parse(capture.ValueSpan, CultureInfo.InvariantCulture);

    private static AnnualDate? Day(Match match, int index)
    {
        var day = int.Parse(match.Groups["day"].Captures[index].ValueSpan, CultureInfo.InvariantCulture);
        var month = FrenchText.Month(match.Groups["month"].Captures[index].Value);
        return RecurrenceJson.ParseDay(string.Create(CultureInfo.InvariantCulture, $"{month:00}-{day:00}"));
    }

    [GeneratedRegex(
        $@"^(?<days>.+?) (?:(?<free>{Slot})(?:(?:, | et )(?<free>{Slot}))*(?<only> sur rendez-vous)?"
        + $@"|(?<only>sur rendez-vous) (?<free>{Slot})(?:(?:, | et )(?<free>{Slot}))*)"
        + $@"(?:, et sur rendez-vous (?<late>{Slot})(?:(?:, | et )(?<late>{Slot}))*)?$",
        RegexOptions.None,
        1000)]
    private static partial Regex DaysAndHours();

    [GeneratedRegex(@"(?<hour>[0-9]{1,2}) h(?: (?<minute>[0-9][0-9]))?|minuit", RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex("^(?:du (?<first>[a-z]+di|dimanche) au (?<last>[a-z]+di|dimanche)|le (?<first>[a-z]+di|dimanche))$",
        RegexOptions.NonBacktracking)]
    private static partial Regex DayItem();

    [GeneratedRegex("^le (?<day>[a-z]+di|dimanche), sauf le (?<ordinal>1er|[2-5]e(?: à partir de la fin)?|(?:avant-)?dernier) du mois,$",
        RegexOptions.NonBacktracking)]
    private static partial Regex AllButOne();

    [GeneratedRegex(
        "^le (?<ordinal>1er|[2-5]e(?: à partir de la fin)?|(?:avant-)?dernier)"
        + "(?:(?:, | et )le (?<ordinal>1er|[2-5]e(?: à partir de la fin)?|(?:avant-)?dernier))* (?<day>[a-z]+di|dimanche) du mois$",
        RegexOptions.None,
        1000)]
    private static partial Regex NthOfMonth();

    [GeneratedRegex("(?:^|, )uniquement « (?<purpose>[^»]+) »$", RegexOptions.None, 1000)]
    private static partial Regex ForWhom();

    [GeneratedRegex(", (?=chaque|semaines|pendant|hors)", RegexOptions.None, 1000)]
    private static partial Regex ConditionEnd();

    [GeneratedRegex(
        @"^(?<start>le|du|à partir du|jusqu'au) (?<day>[0-9]{1,2})(?:er)? (?<month>\p{L}+)(?: (?<year>[0-9]{1,4}))?"
        + @"(?: au (?<day>[0-9]{1,2})(?:er)? (?<month>\p{L}+)(?: (?<year>[0-9]{1,4}))?)?$", RegexOptions.None, 1000)]
    private static partial Regex Dates();

    private sealed class Condition
    {
        public LocalDate? From { get; set; }

        public LocalDate? To { get; set; }

        public Recurrence Rule { get; set; } = new();

        public string? Purpose { get; set; }
    }
}
