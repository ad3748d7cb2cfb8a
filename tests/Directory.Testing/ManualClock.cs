using NodaTime;

namespace PublicDirectory.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualClock(Instant now) : TimeProvider
{
    /// <summary>What the clock shows.</summary>
    public Instant Now { get; private set; } = now;

    /// <summary>Lets time pass.</summary>
    public void Advance(Duration duration) => Now += duration;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
