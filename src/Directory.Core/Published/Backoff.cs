namespace PublicDirectory.Core.Published;

/// <summary>Waits that double up to a bound, with jitter so that the nodes of a cluster do not come back all at once.</summary>
internal sealed class Backoff(TimeSpan max)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private int _failures;

    public void Reset() => _failures = 0;

    /// <summary>Between half of the wait and all of it.</summary>
    public TimeSpan Next()
    {
        var wait = Math.Min(First.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 20)), max.TotalMilliseconds);
#pragma warning disable CA5394, SCS0005 // Nothing secret hangs on it.
        return TimeSpan.FromMilliseconds(wait * (0.5 + (Random.Shared.NextDouble() / 2)));
#pragma warning restore CA5394, SCS0005
    }
}
