namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Something odd or not understood in a source's hours, for the report of the import.</summary>
/// <param name="Code">A stable code, one of the constants below.</param>
/// <param name="Text">The offending words of the source.</param>
public sealed record ScheduleFinding(string Code, string Text)
{
    /// <summary>A slot from 00:00 to 00:00, which fills a form and says nothing.</summary>
    public const string FillerHours = "FILLER_HOURS";

    /// <summary>A slot that closes before it opens.</summary>
    public const string ReversedSlot = "REVERSED_SLOT";

    /// <summary>A slot that closes when it opens, at another time than 00:00.</summary>
    public const string ZeroLengthSlot = "ZERO_LENGTH_SLOT";

    /// <summary>Two slots of one day share some minutes.</summary>
    public const string OverlappingSlots = "OVERLAPPING_SLOTS";

    /// <summary>A slot with one end only, or days without any slot or note.</summary>
    public const string MissingTime = "MISSING_TIME";

    /// <summary>A time that is not one.</summary>
    public const string BadTime = "BAD_TIME";

    /// <summary>A range of days that ends before it begins.</summary>
    public const string ReversedDays = "REVERSED_DAYS";

    /// <summary>A range of days with one end only, or none.</summary>
    public const string MissingEndDay = "MISSING_END_DAY";

    /// <summary>A day with a name that no day has.</summary>
    public const string UnknownDay = "UNKNOWN_DAY";

    /// <summary>A day that several ranges describe.</summary>
    public const string SameDayTwice = "SAME_DAY_TWICE";

    /// <summary>A note on some days that may change them and was not understood.</summary>
    public const string NoteNotRead = "NOTE_NOT_READ";

    /// <summary>The general comment may change the hours and was not understood.</summary>
    public const string CommentNotRead = "COMMENT_NOT_READ";

    /// <summary>A note or comment that was not understood, but says itself which days, dates or holidays it is about.</summary>
    public const string NoteNarrowed = "NOTE_NARROWED";

    /// <summary>A text was cut to <see cref="OpeningSchedule.MaxTextLength"/> characters.</summary>
    public const string TextCut = "TEXT_CUT";

    /// <summary>More ranges or slots than a schedule may hold; none was read.</summary>
    public const string TooManyRanges = "TOO_MANY_RANGES";
}
