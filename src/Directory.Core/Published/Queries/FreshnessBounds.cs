using NodaTime;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>
/// Since when something must have been confirmed to count as fresh at an instant, worked out once: calendar periods are dear to add for
/// each record.
/// </summary>
internal readonly struct FreshnessBounds
{
    private readonly long _verifiedFrom;
    private readonly long _dueFrom;

    public FreshnessBounds(Instant now)
    {
        _verifiedFrom = FirstThat(now, freshness => freshness is Freshness.Verified);
        _dueFrom = FirstThat(now, freshness => freshness is Freshness.Verified or Freshness.Due);
    }

    /// <summary>The same as <see cref="FreshnessRules.At"/> says.</summary>
    public Freshness Of(long verifiedTicks) => verifiedTicks == long.MinValue ? Freshness.Unknown
        : verifiedTicks >= _verifiedFrom ? Freshness.Verified
        : verifiedTicks >= _dueFrom ? Freshness.Due
        : Freshness.Overdue;

    // The later confirmed, the fresher.
    private static long FirstThat(Instant now, Predicate<Freshness> isSo)
    {
        var (low, high) = ((now - Duration.FromDays(1000)).ToUnixTimeTicks(), now.ToUnixTimeTicks());
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isSo(FreshnessRules.At(Instant.FromUnixTimeTicks(middle), now)) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
