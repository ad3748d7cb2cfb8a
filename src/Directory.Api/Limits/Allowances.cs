namespace PublicDirectory.Api.Limits;

/// <summary>So much at once, and so much again with time.</summary>
/// <param name="Most">What one who asked nothing for long may take at once.</param>
/// <param name="PerSecond">What comes back each second.</param>
internal readonly record struct Allowance(double Most, double PerSecond)
{
    public static Allowance OfAnHour(int most) => new(most, most / 3600d);

    public static Allowance operator *(Allowance allowance, int times) => new(allowance.Most * times, allowance.PerSecond * times);
}

/// <summary>What became of a wish.</summary>
/// <param name="IsGranted">Whether it was taken; nothing is taken otherwise.</param>
/// <param name="Left">What is left.</param>
/// <param name="Wait">How long until it would be granted; until all is back where it was. Infinite where it never will be.</param>
internal readonly record struct Grant(bool IsGranted, double Left, TimeSpan Wait);

/// <summary>
/// What callers have left of their allowances (token buckets). It takes the same few megabytes for ten callers as for ten million: where
/// there is no room for one more, the one who has most left is forgotten, which gives nothing to those who took much.
/// </summary>
/// <param name="clock">Its stopwatch is looked at.</param>
/// <param name="places">For how many callers there is room, a multiple of <see cref="PlacesOfASet"/>.</param>
internal sealed class Allowances(TimeProvider clock, int places = 1 << 17)
{
    private const int PlacesOfASet = 8;

    private readonly Place[] _places = new Place[places];
    private readonly Lock[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    /// <summary>Takes from a caller's allowance, where there is enough.</summary>
    public Grant Take(CallerKey caller, Allowance allowance, double amount) => Take(caller, allowance, amount, mayOwe: false);

    /// <summary>Takes even what is not there: for work that is done already. Nobody owes more than all of an allowance.</summary>
    public void Charge(CallerKey caller, Allowance allowance, double amount) => Take(caller, allowance, amount, mayOwe: true);

    /// <summary>Takes from each of them, or from none.</summary>
    /// <returns>That of the narrowest, the first that refuses or else the one with least left; and its place among them.</returns>
    public (Grant Grant, int At) Take(ReadOnlySpan<(CallerKey Caller, Allowance Allowance)> all, double amount)
    {
        var (narrowest, at) = (new Grant(true, double.PositiveInfinity, TimeSpan.Zero), 0);
        for (var i = 0; i < all.Length; i++)
        {
            var grant = Take(all[i].Caller, all[i].Allowance, amount);
            if (!grant.IsGranted)
            {
                foreach (var (caller, allowance) in all[..i])
                {
                    Charge(caller, allowance, -amount);
                }

                return (grant, i);
            }

            (narrowest, at) = grant.Left < narrowest.Left ? (grant, i) : (narrowest, at);
        }

        return (narrowest, at);
    }

    private Grant Take(CallerKey caller, Allowance allowance, double amount, bool mayOwe)
    {
        if (allowance.PerSecond <= 0)
        {
            return new Grant(false, 0, Timeout.InfiniteTimeSpan);
        }

        // Salted by the process, which the hash code of a number is not: nobody can choose whom to share a set with.
        var set = (int)((uint)HashCode.Combine(caller) % (uint)(places / PlacesOfASet));
        var perTick = allowance.PerSecond / clock.TimestampFrequency;
        lock (_locks[set % _locks.Length])
        {
            var now = clock.GetTimestamp();
            ref var place = ref Find(_places.AsSpan(set * PlacesOfASet, PlacesOfASet), caller);
            var missing = (Math.Max(place.FullAt, now) - now) * perTick;
            var isGranted = missing + amount <= allowance.Most;
            if (isGranted || mayOwe)
            {
                missing = Math.Min(missing + amount, 2 * allowance.Most);
                place.FullAt = now + (long)(missing / perTick);
            }

            var lacking = isGranted ? missing : missing + amount - allowance.Most;
            return new Grant(isGranted, Math.Max(0, allowance.Most - missing), TimeSpan.FromSeconds(lacking / allowance.PerSecond));
        }
    }

    private static ref Place Find(Span<Place> set, CallerKey caller)
    {
        var fullest = 0;
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i].IsTaken && set[i].Caller == caller)
            {
                return ref set[i];
            }

            if (set[i].FullAt < set[fullest].FullAt)
            {
                fullest = i;
            }
        }

        set[fullest] = new Place { Caller = caller, IsTaken = true };
        return ref set[fullest];
    }

    // All that is known of a caller: when its allowance will be whole again.
    private struct Place
    {
        public CallerKey Caller;
        public bool IsTaken;
        public long FullAt;
    }
}
