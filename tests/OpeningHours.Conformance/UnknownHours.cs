using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>
/// When to look again where no next change is given: at each time of day that the schedule names, and at midnight, since nothing else can
/// change its state; every five minutes on days on which the clock changes.
/// </summary>
internal sealed class UnknownHours
{
    private const int Step = 5;

    private readonly DateTimeZone _zone;
    private readonly int[] _times; // minutes of the day, ascending, within the day

    public UnknownHours(OpeningSchedule schedule, DateTimeZone zone)
    {
        _zone = zone;
        _times =
        [
            .. schedule.Regular.SelectMany(period => new[] { period.Opens, period.Closes })
                .Concat(schedule.Exceptional.SelectMany(period => period.Slots).SelectMany(slot => new[] { slot.Opens, slot.Closes }))
                .Select(time => time.Minutes % ClockTime.MinutesPerDay)
                .Where(minutes => minutes > 0)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>In minutes since 1970, after a minute.</summary>
    public long After(long minute)
    {
        var local = Instant.FromUnixTimeSeconds(minute * 60).InZone(_zone);
        var start = local.Date.AtStartOfDayInZone(_zone);
        var end = local.Date.PlusDays(1).AtStartOfDayInZone(_zone);
        if (start.Offset != end.Offset)
        {
            return minute + Step - (minute % Step);
        }

        var first = start.ToInstant().ToUnixTimeSeconds() / 60;
        var next = Array.BinarySearch(_times, (int)(minute - first));
        next = next < 0 ? ~next : next + 1;
        return next < _times.Length ? first + _times[next] : end.ToInstant().ToUnixTimeSeconds() / 60;
    }
}
