using Microsoft.Extensions.Options;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.Http;

/// <summary>
/// Where reports are taken in, as many an hour as a caller may send: by address, or by key for a partner that hands on what many usagers
/// say. Per node, and so many for the whole node.
/// </summary>
internal sealed class IssueReportDesk(IssueReportBox box, IOptions<GraphQLOptions> options, TimeProvider clock)
{
    private static readonly CallerKey Everyone = new(CallerKind.Everyone, 0);

    private readonly Allowances _allowances = new(clock);

    public IssueReportBox Box { get; } = box;

    /// <summary>Counts one report; false where it is one too many.</summary>
    public bool Allows(Caller caller) =>
        _allowances.Take(caller.Key, caller.Reports, 1).IsGranted
        && (caller.Wider is not { } wider || _allowances.Take(wider, caller.Reports * Admission.HouseholdsOfASite, 1).IsGranted)
        && _allowances.Take(Everyone, Allowance.OfAnHour(options.Value.ReportsPerHourOfAll), 1).IsGranted;
}
