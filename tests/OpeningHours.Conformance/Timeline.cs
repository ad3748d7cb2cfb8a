using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>What holds when, between two minutes since 1970: stretches of one status, none touching its like.</summary>
internal sealed class Timeline(long from, long to)
{
    private readonly List<(long Start, long End, char Status)> _stretches = [];

    /// <summary>Stretches that are not closed: o open, a by appointment, u unknown.</summary>
    public IReadOnlyList<(long Start, long End, char Status)> Stretches => _stretches;

    /// <summary>
    /// What our calendar says, walked from change to change: each is where the state before says that the next one is.
    /// </summary>
    public static Timeline Of(OpeningSchedule schedule, TerritorialCalendar territory, long from, long to)
    {
        var timeline = new Timeline(from, to);
        var looks = new UnknownHours(schedule, territory.TimeZone);
        for (var minute = from; minute < to;)
        {
            var state = OpeningCalendar.StateAt(schedule, territory, Instant.FromUnixTimeSeconds(minute * 60));

            // Beside hours that are not known no change is given.
            var next = state.ChangesAt is { } change ? change.ToUnixTimeSeconds() / 60 : looks.After(minute);
            next = Math.Min(next, to);
            if (state.Status != OpenStatus.Closed)
            {
                timeline.Add(minute, next, state.Status switch
                {
                    OpenStatus.Open => 'o',
                    OpenStatus.OpenByAppointment => 'a',
                    _ => 'u',
                });
            }

            minute = next;
        }

        return timeline;
    }

    public void Add(long start, long end, char status)
    {
        (start, end) = (Math.Max(start, from), Math.Min(end, to));
        if (start >= end)
        {
            return;
        }

        if (_stretches is [.., var last] && last.End == start && last.Status == status)
        {
            _stretches[^1] = last with { End = end };
        }
        else
        {
            _stretches.Add((start, end, status));
        }
    }

    /// <summary>The same without what lies between two minutes.</summary>
    public Timeline Without(IEnumerable<(long From, long To)> parts)
    {
        var rest = this;
        foreach (var (start, end) in parts)
        {
            var before = rest;
            rest = new Timeline(from, to);
            foreach (var stretch in before._stretches)
            {
                rest.Add(stretch.Start, Math.Min(stretch.End, start), stretch.Status);
                rest.Add(Math.Max(stretch.Start, end), stretch.End, stretch.Status);
            }
        }

        return rest;
    }

    /// <summary>The first difference in words; null where there is none.</summary>
    public string? Difference(Timeline other)
    {
        for (var i = 0; i < Math.Max(_stretches.Count, other._stretches.Count); i++)
        {
            var (mine, its) =
                (i < _stretches.Count
                    ? Say(_stretches[i])
                    : "nothing more", i < other._stretches.Count ? Say(other._stretches[i]) : "nothing more");
            if (mine != its)
            {
                return $"ours: {mine}; theirs: {its}";
            }
        }

        return null;
    }

    private static string Say((long Start, long End, char Status) stretch) =>
        $"{stretch.Status} {Local(stretch.Start)} – {Local(stretch.End)}";

    private static string Local(long minute) => Instant.FromUnixTimeSeconds(minute * 60)
        .InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).ToString(
            "ddd uuuu-MM-dd HH:mm o<g>", System.Globalization.CultureInfo.InvariantCulture);
}
