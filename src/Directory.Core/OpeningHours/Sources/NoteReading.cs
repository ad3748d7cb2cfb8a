namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>What a text leaves of the hours beside it.</summary>
/// <param name="Slots">The slots as it leaves them.</param>
internal sealed record NoteReading(IReadOnlyList<RegularPeriod> Slots)
{
    /// <summary>What it puts in doubt; empty where all of it was understood.</summary>
    public List<NoteDoubt> Doubts { get; init; } = [];

    /// <summary>
    /// The days that words which were not understood, or do not fit the slots, may be about: the slots are then as they were.
    /// </summary>
    public Weekdays Unread { get; init; }

    /// <summary>When the phone is answered.</summary>
    public List<RegularPeriod> Phone { get; init; } = [];

    /// <summary>What holds from a date to a date.</summary>
    public List<ExceptionalPeriod> Exceptional { get; init; } = [];
}
