using NodaTime;

namespace PublicDirectory.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualClock(Instant now) : TimeProvider
{
    private long _passed;

    /// <summary>What the clock shows.</summary>
    public Instant Now { get; private set; } = now;

    /// <summary>Lets time pass; less than nothing puts the clock back, and no time passes.</summary>
    public void Advance(Duration duration)
    {
        Now += duration;
        _passed += Math.Max(0, duration.BclCompatibleTicks);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _passed;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
