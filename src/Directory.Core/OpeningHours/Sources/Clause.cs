using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>What one clause of a source's text says, before it is held against the hours beside it.</summary>
internal sealed class Clause
{
    public required string Text { get; init; }

    /// <summary>Whose hours: the counter's own, the phone's, or those of another desk.</summary>
    public ClauseDesk Desk { get; set; }

    public ClauseVerb Verb { get; set; }

    public ClauseAppointment Appointment { get; set; }

    /// <summary>« Uniquement ».</summary>
    public bool Only { get; set; }

    /// <summary>« Également ».</summary>
    public bool Also { get; set; }

    /// <summary>« Les autres jours ».</summary>
    public bool OtherDays { get; set; }

    /// <summary>The service or public that is received, in the source's words.</summary>
    public string? Purpose { get; set; }

    /// <summary>Whether nobody else is received: « uniquement pour l'état civil », « permanence du maire ».</summary>
    public bool OnlyFor { get; set; }

    /// <summary>« Permanence du maire », which says who receives.</summary>
    public bool IsDuty { get; set; }

    /// <summary>Whether the purpose is the bare name of a desk: « Service des cartes grises ».</summary>
    public bool IsLabel { get; set; }

    /// <summary>Days and their times, in the order of the text.</summary>
    public List<ClauseHours> Hours { get; } = [];

    /// <summary>Days that it leaves out: « sauf le mercredi ».</summary>
    public List<ClauseHours> Except { get; } = [];

    /// <summary>Seasons and school holidays, any of which may hold.</summary>
    public List<Recurrence> When { get; } = [];

    public WeekParity Weeks { get; set; }

    /// <summary>
    /// Stretches of the year that may be those of one year only, or are not told exactly: what is said of them is a doubt.
    /// </summary>
    public List<Recurrence> Vague { get; } = [];

    /// <summary>From a date to a date, with their years.</summary>
    public (LocalDate From, LocalDate To)? Dates { get; set; }

    public ClockTime? Opens { get; set; }

    public ClockTime? Closes { get; set; }

    /// <summary>Whether it sends elsewhere for the hours.</summary>
    public bool Refers { get; set; }

    /// <summary>The weekdays that it names.</summary>
    public Weekdays Named => Hours.Concat(Except).Aggregate(Weekdays.None, (days, hours) => days | hours.Days | hours.Doubtful);

    public bool HasTimes => Hours.Exists(hours => hours.Times.Count > 0);
}

/// <summary>Days, and the times said of them.</summary>
internal sealed class ClauseHours
{
    /// <summary>Empty where none is named.</summary>
    public Weekdays Days { get; set; }

    /// <summary>Days of which it is not clear whether the half is theirs: « le mardi et le jeudi après-midi ».</summary>
    public Weekdays Doubtful { get; set; }

    public DayHalf Half { get; set; }

    public MonthOrdinals Nth { get; set; }

    public List<(ClockTime Opens, ClockTime Closes)> Times { get; } = [];

    /// <summary>Whether the times stand before the days.</summary>
    public bool TimesFirst { get; set; }
}

internal enum ClauseDesk
{
    Counter,
    Phone,
    Other,
}

internal enum ClauseVerb
{
    None,
    Open,
    Closed,
}

internal enum ClauseAppointment
{
    None,
    Needed,
    Possible,
}

internal enum DayHalf
{
    Whole,
    Morning,
    Afternoon,
}
