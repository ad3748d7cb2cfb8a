using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>One rule of a text, as it stands there.</summary>
internal sealed record OsmRule
{
    /// <summary>Where it begins in the text.</summary>
    public required int Position { get; init; }

    /// <summary>Whether it adds to the rules before (a comma) rather than replacing them on its days (a semicolon).</summary>
    public bool IsAdditional { get; init; }

    /// <summary>Yearly ranges; with none and no dates, all year.</summary>
    public List<YearlyRange> Seasons { get; } = [];

    /// <summary>Dates with their years, both ends included; an open end is the last date of the calendar.</summary>
    public List<(LocalDate From, LocalDate To)> Dates { get; } = [];

    public WeekParity Weeks { get; set; }

    /// <summary>Weekdays, with which of the month they are; none: all.</summary>
    public List<(Weekdays Days, MonthOrdinals Ordinals)> Days { get; } = [];

    public bool PublicHolidays { get; set; }

    public bool SchoolHolidays { get; set; }

    /// <summary>Whether holidays and weekdays are one list (<c>Sa,PH</c>) rather than two conditions (<c>PH Sa</c>).</summary>
    public bool HolidaysBesideDays { get; set; }

    public List<Stretch> Times { get; } = [];

    public OsmState State { get; set; }

    public string? Comment { get; set; }

    public bool HasSelector =>
        Seasons.Count + Dates.Count + Days.Count > 0 || Weeks != WeekParity.Every || PublicHolidays || SchoolHolidays;

    public Weekdays AllDays => Days.Count == 0 ? Weekdays.All : Days.Aggregate(Weekdays.None, (all, item) => all | item.Days);
}

/// <summary>What holds when a rule does.</summary>
internal enum OsmState
{
    Open,
    Off,
    Unknown,
}
