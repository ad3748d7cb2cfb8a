using NodaTime;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>A slot of a day, as a form holds it.</summary>
/// <param name="Opens">The first minute open.</param>
/// <param name="Closes">The first minute closed again.</param>
/// <param name="ClosesNextDay">Whether that is on the day after.</param>
/// <param name="ByAppointment">Whether an appointment is needed.</param>
/// <param name="Note">Shown with the slot; null for nothing.</param>
/// <param name="Purpose">The service or public that is received, and nobody else; null for whoever comes.</param>
public sealed record EditableSlot(
    ClockTime Opens, ClockTime Closes, bool ClosesNextDay = false, bool ByAppointment = false, string? Note = null,
    string? Purpose = null);

/// <summary>The dates of a season, both included: without a year, those of every year; else from a date to a date.</summary>
/// <param name="Yearly">Of every year; null where the season has years.</param>
/// <param name="From">The first day; null for ever before. Not with <paramref name="Yearly"/>.</param>
/// <param name="To">The last day; null until further notice. Not with <paramref name="Yearly"/>.</param>
public sealed record SeasonDates(YearlyRange? Yearly, LocalDate? From = null, LocalDate? To = null);

/// <summary>A season and its own week, which holds instead of the usual one.</summary>
public sealed record EditableSeason(SeasonDates Dates, EditableWeek Week);

/// <summary>The slots of seven days, each day's in order.</summary>
public sealed class EditableWeek
{
    private readonly List<EditableSlot>[] _days = [.. Enumerable.Range(0, 7).Select(_ => new List<EditableSlot>())];

    public IReadOnlyList<EditableSlot> this[IsoDayOfWeek day] => _days[(int)day - 1];

    public bool IsEmpty => _days.All(day => day.Count == 0);

    public void Add(IsoDayOfWeek day, EditableSlot slot)
    {
        var slots = _days[(int)day - 1];
        if (!slots.Contains(slot))
        {
            slots.Insert(slots.FindLastIndex(other => other.Opens <= slot.Opens) + 1, slot);
        }
    }

    internal static EditableWeek Of(IEnumerable<RegularPeriod> periods)
    {
        var week = new EditableWeek();
        foreach (var period in periods)
        {
            foreach (var day in period.Days.Enumerate())
            {
                week.Add(day, new(period.Opens, period.Closes, period.ClosesNextDay, period.ByAppointment, period.Note, period.Purpose));
            }
        }

        return week;
    }

    internal bool Fits => _days.All(day => day.Count <= EditableSchedule.MaxSlots);

    internal bool SameAs(EditableWeek other) => _days.Zip(other._days).All(pair => pair.First.SequenceEqual(pair.Second));

    // Days with the same slot are one period, in the order in which the slots are met.
    internal IEnumerable<RegularPeriod> Periods(LocalDate? from = null, LocalDate? to = null, Recurrence? recurrence = null) =>
        Weekdays.All.Enumerate().SelectMany(day => this[day].Select(slot => (day, slot))).GroupBy(item => item.slot, item => item.day)
            .Select(group => new RegularPeriod
            {
                Days = group.Aggregate(Weekdays.None, (days, day) => days | Weekdays.Of(day)),
                Opens = group.Key.Opens,
                Closes = group.Key.Closes,
                ClosesNextDay = group.Key.ClosesNextDay,
                ByAppointment = group.Key.ByAppointment,
                Note = group.Key.Note,
                Purpose = group.Key.Purpose,
                From = from,
                To = to,
                Recurrence = recurrence,
            });
}

/// <summary>
/// Regular hours as people fill them in: a usual week, seasons in which another week holds instead, and what neither can say (the
/// first Saturday of the month, odd weeks), which adds to them as it is.
/// </summary>
/// <remarks>
/// In a schedule periods add up; « instead » is made by leaving the seasons out of the usual week's dates. Whatever cannot be read in
/// that way without changing a single day is kept as it is.
/// </remarks>
public sealed record EditableSchedule(EditableWeek Usual, IReadOnlyList<EditableSeason> Seasons, IReadOnlyList<RegularPeriod> Kept)
{
    /// <summary>The most slots of a day that a form has room for.</summary>
    public const int MaxSlots = 3;

    /// <summary>The most seasons that a form has room for.</summary>
    public const int MaxSeasons = 6;

    /// <summary>Takes regular periods apart; no period is lost, and <see cref="ToPeriods"/> opens the same days.</summary>
    public static EditableSchedule Of(IReadOnlyList<RegularPeriod> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var simple = periods.Where(IsSimple).ToList();
        var kept = periods.Where(period => !IsSimple(period)).ToList();
        var always = simple.Where(period => period is { From: null, To: null, Recurrence: null }).ToList();
        var bySeason = simple.Except(always).GroupBy(period => (period.From, period.To, period.Recurrence))
            .Select(group => new Part(group.Key.From, group.Key.To, group.Key.Recurrence?.Seasons ?? [], [.. group])).ToList();
        if (SeasonReading.Read(always, bySeason) is { } read && read.Usual.Fits && read.Seasons.All(season => season.Week.Fits))
        {
            return read with { Kept = kept };
        }

        // The usual week alone, or nothing.
        var usual = EditableWeek.Of(always);
        return usual.Fits
            ? new(usual, [], [.. periods.Where(period => !always.Contains(period))])
            : new(new EditableWeek(), [], periods);
    }

    /// <summary>The regular periods that say this.</summary>
    public IReadOnlyList<RegularPeriod> ToPeriods() =>
    [
        .. UsualDates().SelectMany(dates => Usual.Periods(dates.From, dates.To, dates.Recurrence)),
        .. Seasons.SelectMany(season => season.Dates.Yearly is { } yearly
            ? season.Week.Periods(recurrence: new Recurrence { Seasons = [yearly] })
            : season.Week.Periods(season.Dates.From, season.Dates.To)),
        .. Kept,
    ];

    /// <summary>
    /// What keeps these seasons from standing side by side: the index of one and of the one before it that it meets, or that has
    /// years where it has none. Null when they may.
    /// </summary>
    public static (int Earlier, int Later, bool Overlap)? Conflict(IReadOnlyList<SeasonDates> seasons)
    {
        ArgumentNullException.ThrowIfNull(seasons);
        for (var later = 1; later < seasons.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if ((seasons[earlier].Yearly is null) != (seasons[later].Yearly is null))
                {
                    return (earlier, later, false);
                }

                if (Part.Of(seasons[earlier]).Overlaps(Part.Of(seasons[later])))
                {
                    return (earlier, later, true);
                }
            }
        }

        return null;
    }

    private static bool IsSimple(RegularPeriod period) => period.Recurrence is null
        || (period is { From: null, To: null }
            && period.Recurrence is { Seasons.Count: > 0, Weeks: WeekParity.Every, SchoolHolidays: SchoolHolidayRule.Ignored } rule
            && rule.Ordinals.IsEvery);

    // The dates that no season has.
    private List<(LocalDate? From, LocalDate? To, Recurrence? Recurrence)> UsualDates()
    {
        if (Seasons.Count == 0)
        {
            return [(null, null, null)];
        }

        if (Seasons[0].Dates.Yearly is not null)
        {
            var rest = YearDays.Rest(Seasons.Select(season => season.Dates.Yearly!.Value));
            return rest.Count == 0 ? [] : [(null, null, new Recurrence { Seasons = rest })];
        }

        var dates = new List<(LocalDate? From, LocalDate? To, Recurrence? Recurrence)>();
        LocalDate? next = null;
        var isOpen = true; // whether dates are left after the seasons so far
        foreach (var season in Seasons.Select(season => season.Dates).OrderBy(season => season.From ?? LocalDate.MinIsoValue))
        {
            if (season.From is { } from && (next is null || next < from))
            {
                dates.Add((next, from.PlusDays(-1), null));
            }

            next = season.To?.PlusDays(1);
            isOpen = season.To is not null;
        }

        if (isOpen)
        {
            dates.Add((next, null, null));
        }

        return dates;
    }
}
