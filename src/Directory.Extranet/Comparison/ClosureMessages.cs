using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>
/// Messages that say no more than a closure beside them: one gesture writes its days into the hours, and what the public reads of it into
/// the messages. Where both are new, or both go, they are said once, with the closure.
/// </summary>
internal sealed class ClosureMessages
{
    private static readonly Duration Day = Duration.FromHours(26); // midnight is not the same everywhere

    private readonly HashSet<(ExceptionalPeriod Period, NoticeLevel Level)> _closures = [];
    private readonly HashSet<Notice> _told = [];

    public ClosureMessages(byte[]? hoursBefore, byte[]? hoursAfter, byte[]? noticesBefore, byte[]? noticesAfter)
    {
        var (was, will) = (Periods(hoursBefore), Periods(hoursAfter));
        var (shown, shows) = (BlockWords.ReadList<Notice>(noticesBefore), BlockWords.ReadList<Notice>(noticesAfter));
        Add(was.Except(will), shown.Except(shows));
        Add(will.Except(was), shows.Except(shown));
    }

    /// <summary>Whether a closure of the comparison says what this message does.</summary>
    public bool Says(Notice notice) => _told.Contains(notice);

    /// <summary>Whether the closures say all that two lists of messages differ in.</summary>
    public bool SayAll(byte[]? before, byte[]? after)
    {
        var (was, will) = (BlockWords.ReadList<Notice>(before), BlockWords.ReadList<Notice>(after));
        return _told.Count > 0 && was.Where(notice => !Says(notice)).SequenceEqual(will.Where(notice => !Says(notice)));
    }

    /// <summary>How its message is shown; null where it has none beside it.</summary>
    public string? Of(ExceptionalPeriod period) => _closures.Where(closure => closure.Period.Equals(period))
        .Select(closure => closure.Level switch
        {
            NoticeLevel.Urgent => "avec un message urgent au public",
            NoticeLevel.Warning => "avec un message important au public",
            _ => "avec un message au public",
        }).FirstOrDefault();

    private static IReadOnlyList<ExceptionalPeriod> Periods(byte[]? hours) => BlockWords.Read<OpeningSchedule>(hours)?.Exceptional ?? [];

    private void Add(IEnumerable<ExceptionalPeriod> periods, IEnumerable<Notice> notices)
    {
        var changed = notices.ToList();
        foreach (var period in periods.Where(period => !string.IsNullOrEmpty(period.Reason)))
        {
            foreach (var notice in changed.Where(notice => notice.Body == period.Reason && IsOf(period, notice)))
            {
                _told.Add(notice);
                _closures.Add((period, notice.Level));
            }
        }
    }

    // Shown until it begins, or while it lasts.
    private static bool IsOf(ExceptionalPeriod period, Notice notice) => notice.Until is { } until
        && (IsAt(until, period.From) || (IsAt(until, period.To.PlusDays(1)) && (notice.From is not { } from || IsAt(from, period.From))));

    private static bool IsAt(Instant at, LocalDate day) =>
        at - day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() is var apart && apart > -Day && apart < Day;
}
