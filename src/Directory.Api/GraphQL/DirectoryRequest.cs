using NodaTime;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What one request sees: one picture and one "now", from its first field to its last; and the past, on demand.</summary>
internal sealed class DirectoryRequest(
    Picture picture, Instant now, EntryHistory history, CompetenceGaps gaps, SchoolCalendar? schools)
{
    public Picture Picture { get; } = picture;

    public Instant Now { get; } = now;

    public EntryHistory History { get; } = history;

    public CompetenceGaps Gaps { get; } = gaps;

    /// <summary>The school holidays; null where the operator gave no calendar.</summary>
    public SchoolCalendar? Schools { get; } = schools;

    /// <summary>Who asks.</summary>
    public Caller Caller { get; init; } = new(default, null, 0, default, default);

    /// <summary>Where reports of problems are taken in; null where none are.</summary>
    public IssueReportDesk? Reports { get; init; }
}
