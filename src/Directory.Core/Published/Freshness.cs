using NodaTime;

namespace PublicDirectory.Core.Published;

/// <summary>How far to trust an entry, by the time since someone confirmed it.</summary>
public enum Freshness
{
    /// <summary>Nobody ever confirmed it.</summary>
    Unknown,

    /// <summary>Confirmed within the review period.</summary>
    Verified,

    /// <summary>The review is due, and not long overdue.</summary>
    Due,

    /// <summary>The review is long overdue.</summary>
    Overdue,
}

/// <summary>The periods of review, and the freshness that follows from them.</summary>
public static class FreshnessRules
{
    /// <summary>How long a confirmation holds.</summary>
    public static readonly Period ReviewPeriod = Period.FromYears(1);

    /// <summary>How long a review may be due before it counts as overdue.</summary>
    public static readonly Period Grace = Period.FromMonths(3);

    /// <summary>The freshness at an instant of what was last confirmed at another; calendar periods, in UTC.</summary>
    public static Freshness At(Instant? verifiedAt, Instant now)
    {
        if (verifiedAt is not { } verified)
        {
            return Freshness.Unknown;
        }

        var today = now.InUtc().LocalDateTime;
        var due = verified.InUtc().LocalDateTime + ReviewPeriod;
        return today < due ? Freshness.Verified
            : today < due + Grace ? Freshness.Due
            : Freshness.Overdue;
    }
}
