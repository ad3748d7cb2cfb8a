using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>
/// Whether something that was written down is recent, or goes on. Clocks are put back, and machines differ: what bears a date to come was
/// written under a clock that was wrong, proves nothing, and lasts no longer for it. What one process times for itself goes by
/// <see cref="TimeProvider.GetTimestamp"/> instead, which nobody puts back.
/// </summary>
public static class Recency
{
    /// <summary>How far the clocks of two machines may rightly differ.</summary>
    public static readonly Duration Skew = Duration.FromMinutes(1);

    /// <summary>Whether a moment is less than a term ago, and not to come.</summary>
    public static bool IsRecent(this Instant at, Instant now, Duration term) => at <= now + Skew && now < at + term;

    /// <summary>
    /// Whether what was to last for a term, until this moment, goes on: it does not where it would last longer than that.
    /// </summary>
    public static bool GoesOn(this Instant until, Instant now, Duration term) => now < until && until <= now + term + Skew;
}
