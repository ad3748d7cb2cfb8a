using NodaTime;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Core.Tests.Published;

public sealed class FreshnessTests
{
    private static readonly Instant Verified = Instant.FromUtc(2024, 2, 29, 10, 0);

    [Theory]
    [InlineData("2024-02-29T10:00:00", Freshness.Verified)]
    [InlineData("2025-02-28T09:59:59", Freshness.Verified)]
    [InlineData("2025-02-28T10:00:00", Freshness.Due)] // a year after a 29 February is the 28th
    [InlineData("2025-05-28T09:59:59", Freshness.Due)]
    [InlineData("2025-05-28T10:00:00", Freshness.Overdue)]
    [InlineData("2024-01-01T00:00:00", Freshness.Verified)] // a clock that is behind
    public void At_SoLongAfterAConfirmation_IsThis(string now, Freshness expected) => Assert.Equal(
        expected, FreshnessRules.At(Verified, NodaTime.Text.InstantPattern.General.Parse(now + "Z").Value));

    [Fact]
    public void At_WithoutConfirmation_IsUnknown() => Assert.Equal(Freshness.Unknown, FreshnessRules.At(null, Verified));
}
