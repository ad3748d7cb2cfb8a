using NodaTime;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>A clock that stands still until a test moves it; timers and waits run in real time.</summary>
internal sealed class TestClock(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    /// <summary>How far the stopwatch moves each time that someone looks at it.</summary>
    public TimeSpan StepOfTimestamps { get; set; }

    private long _timestamp;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override long GetTimestamp() => StepOfTimestamps == TimeSpan.Zero
        ? base.GetTimestamp()
        : Interlocked.Add(ref _timestamp, (long)(StepOfTimestamps.TotalSeconds * TimestampFrequency));
}
