namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>What a piece of a pasted text may be.</summary>
internal enum PastedKind
{
    Unknown,
    Day,
    Weekend,
    Workdays,
    AllDays,
    Holidays,
    Closed,
    Appointment,
    Free,
    Morning,
    Afternoon,
    Except,
    RoundTheClock,
    Noon,
    Midnight,
    Number,
    Hour,

    /// <summary>Between the two ends of a range, of days or of times.</summary>
    To,

    /// <summary>Between the ends of a range or between two things.</summary>
    Dash,

    /// <summary>Likewise.</summary>
    Slash,

    And,
    Comma,
    Colon,
    Dot,

    /// <summary>The end of a line or of a sentence.</summary>
    Break,

    /// <summary>« le », « du », « tous les »: may stand within a list of days.</summary>
    Article,

    /// <summary>Says nothing by itself: « horaires d'ouverture », « ouvert », a bracket.</summary>
    Filler,
}

/// <summary>A piece of a pasted text.</summary>
internal readonly record struct PastedToken(PastedKind Kind, int Start, int End)
{
    public int Length => End - Start;
}
