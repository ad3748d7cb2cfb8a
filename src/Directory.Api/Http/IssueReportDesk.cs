using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.Http;

/// <summary>
/// Where reports are taken in, as many an hour as a caller may send: by address, or by key for a partner that hands on what many usagers
/// say. Per node, and so many for the whole node.
/// </summary>
internal sealed class IssueReportDesk(IssueReportBox box, IOptions<GraphQLOptions> options) : IDisposable
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<Caller> _limits = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Caller, string>(caller => RateLimitPartition.GetSlidingWindowLimiter(
            caller.Name, _ => PerHour(caller.ReportsPerHour))),
        PartitionedRateLimiter.Create<Caller, string>(_ => RateLimitPartition.GetSlidingWindowLimiter(
            "node", _ => PerHour(options.Value.ReportsPerHourOfAll))));

    public IssueReportBox Box { get; } = box;

    /// <summary>Counts one report; false where it is one too many.</summary>
    public bool Allows(Caller caller)
    {
        using var lease = _limits.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    public void Dispose() => _limits.Dispose();

    private static SlidingWindowRateLimiterOptions PerHour(int permits) =>
        new() { PermitLimit = permits, Window = TimeSpan.FromHours(1), SegmentsPerWindow = Segments };
}
