namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>What a source's hours were read as.</summary>
/// <param name="Schedule">A valid schedule; null where the source has neither range nor comment.</param>
/// <param name="Phone">When the phone is answered, where the texts say so beside the counter's hours; else null.</param>
/// <param name="Findings">What was odd or not understood.</param>
public sealed record SourceReading(OpeningSchedule? Schedule, OpeningSchedule? Phone, IReadOnlyList<ScheduleFinding> Findings)
{
    /// <summary>The schedule and the findings alone.</summary>
    public void Deconstruct(out OpeningSchedule? schedule, out IReadOnlyList<ScheduleFinding> findings) =>
        (schedule, findings) = (Schedule, Findings);
}
