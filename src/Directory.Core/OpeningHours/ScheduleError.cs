namespace PublicDirectory.Core.OpeningHours;

/// <summary>One reason why a schedule does not fit.</summary>
/// <param name="Path">The field, as in the JSON form: <c>regular[2].closes</c>.</param>
/// <param name="Code">A stable code, one of the constants below.</param>
/// <param name="Message">A sentence in French for whoever typed the value.</param>
public sealed record ScheduleError(string Path, string Code, string Message)
{
    /// <summary>A list has more than <see cref="OpeningSchedule.MaxPeriods"/> elements.</summary>
    public const string TooMany = "TOO_MANY_PERIODS";

    /// <summary>A period or a text applies to no day.</summary>
    public const string NoDay = "NO_DAY";

    /// <summary>A period closes at or before the time it opens.</summary>
    public const string ClosesBeforeOpens = "CLOSES_BEFORE_OPENS";

    /// <summary>A slot past midnight lasts more than a day.</summary>
    public const string LongerThanADay = "LONGER_THAN_A_DAY";

    /// <summary>Dates that end before they begin.</summary>
    public const string EndsBeforeItBegins = "FROM_AFTER_TO";

    /// <summary>A date that no exceptional period can have: before 1990 or after 2199.</summary>
    public const string DateOutOfRange = "DATE_OUT_OF_RANGE";

    /// <summary>A recurrence that says nothing.</summary>
    public const string EmptyRecurrence = "EMPTY_RECURRENCE";

    /// <summary>Two exceptional periods have the same dates and share a weekday.</summary>
    public const string SameDatesTwice = "EXCEPTION_TWICE";

    /// <summary>Two periods share a minute of some day that both seasons cover.</summary>
    public const string Overlap = "OVERLAPPING_SLOTS";

    /// <summary>A text is longer than <see cref="OpeningSchedule.MaxTextLength"/> characters.</summary>
    public const string TextTooLong = "TEXT_TOO_LONG";

    /// <summary>A text that is there has no visible character.</summary>
    public const string TextEmpty = "TEXT_EMPTY";

    /// <summary>A schedule closed to the public has slots or unread texts.</summary>
    public const string ClosedWithSlots = "CLOSED_WITH_SLOTS";

    /// <summary>The policy is not one of the three that exist.</summary>
    public const string UnknownPolicy = "UNKNOWN_POLICY";
}
