using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Administrations;

/// <summary>How long one waits.</summary>
public enum PeakLevel
{
    /// <summary>Hardly.</summary>
    Low,

    /// <summary>Somewhat.</summary>
    Medium,

    /// <summary>Long.</summary>
    High,
}

/// <summary>A part of some days on which waiting is known to be short or long.</summary>
/// <param name="Days">The days; at least one.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded; after <paramref name="From"/>.</param>
/// <param name="Level">How long one waits.</param>
public sealed record PeakTime(Weekdays Days, ClockTime From, ClockTime To, PeakLevel Level);
