using Microsoft.Extensions.Options;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// Where reports are taken in, as many an hour as a caller may send: by address, or by key for a partner that hands on what many usagers
/// say. Per node; those without a key have so many together as well, which takes nothing from partners.
/// </summary>
internal sealed class IssueReportDesk(IssueReportBox box, IOptions<GraphQLOptions> options, TimeProvider clock)
{
    private static readonly CallerKey Keyless = new(CallerKind.Keyless, 0);

    private readonly Allowances _allowances = new(clock);

    public IssueReportBox Box { get; } = box;

    /// <summary>Counts one report, where the caller may send one more.</summary>
    /// <returns>What became of it; and whether it is all those without a key who sent what there is for them, not this caller.</returns>
    public (Grant Grant, bool IsOfAll) Count(Caller caller)
    {
        List<(CallerKey, Allowance)> bounds = [(caller.Key, caller.Reports)];
        if (caller.Wider is { } wider)
        {
            bounds.Add((wider, caller.Reports * Caller.HouseholdsOfASite));
        }

        if (!caller.IsPartner)
        {
            bounds.Add((Keyless, Allowance.OfAnHour(options.Value.ReportsPerHourOfAll)));
        }

        var (grant, at) = _allowances.Take([.. bounds], 1);
        return (grant, !caller.IsPartner && at == bounds.Count - 1);
    }
}
