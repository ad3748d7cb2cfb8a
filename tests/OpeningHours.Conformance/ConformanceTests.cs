using System.Globalization;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>Open, closed and the next change, minute by minute, beside opening_hours.js; see the README.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    // Questions sent ahead of the answers read, so that both processes work at once; short enough for the pipes.
    private const int Ahead = 16;

    private static readonly TerritorialCalendar Paris = TerritorialCalendar.ForInseeCode("75")!;

    [Fact]
    public void Schedules_Generated_AreOpenAndChangeAsInOpeningHoursJs()
    {
        var count = Setting("DIRECTORY_HOURS_SCHEDULES", 1000);
        var days = Setting("DIRECTORY_HOURS_DAYS", 31);
        var firstSeed = Setting("DIRECTORY_HOURS_SEED", 1) * 1_000_000;
        var shares = Setting("DIRECTORY_HOURS_PROCESSES", 2);
        var (compared, left, failures) = (0, 0, new List<string>());
        Parallel.For(0, shares, new ParallelOptions { MaxDegreeOfParallelism = shares }, share =>
        {
            var result = CompareAll(Enumerable.Range(firstSeed, count).Where(seed => seed % shares == share), days);
            lock (failures)
            {
                (compared, left) = (compared + result.Compared, left + result.Left);
                failures.AddRange(result.Failures);
            }
        });

        output.WriteLine(
            $"{compared} schedules compared over {days} days each, {left} not compared: not sayable in the syntax, or in IntendedDifferences, {failures.Count} differ");
        Assert.True(compared > count / 2, "Too few schedules can be compared.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {compared} differ:\n{string.Join('\n', failures.Take(15))}");
    }

    private static (int Compared, int Left, List<string> Failures) CompareAll(IEnumerable<int> seeds, int days)
    {
        using var reference = ReferenceProcess.Start();
        var asked = new Queue<Case>();
        var (compared, left, failures) = (0, 0, new List<string>());
        foreach (var seed in seeds)
        {
            var schedule = new ScheduleGenerator(seed).Make();
            var start = new LocalDate(2026, 1, 1).PlusDays(days >= 1096 ? 0 : new Random(seed).Next(1096 - days));
            var (from, to) = (Minute(start), Minute(start.PlusDays(Math.Min(days, 1096))));
            var writing = OsmText.Write(schedule);
            if (writing.Text is null || IntendedDifferences.Reason(schedule) is not null)
            {
                left++;
                continue;
            }

            reference.Send(writing.Text, from, to);
            asked.Enqueue(new(seed, schedule, writing.Text, from, to));
            if (asked.Count == Ahead)
            {
                compared += Compare(reference, asked.Dequeue(), failures);
            }
        }

        while (asked.TryDequeue(out var item))
        {
            compared += Compare(reference, item, failures);
        }

        return (compared, left, failures);
    }

    [NationalDataFact]
    public void Texts_FromOpenStreetMap_AreReadAsOpeningHoursJsReadsThemOrRefused()
    {
        using var reference = ReferenceProcess.Start();
        var (compared, failures, refusals) = (0, new List<string>(), new List<string>());
        var (from, to) = (Minute(new LocalDate(2026, 1, 1)), Minute(new LocalDate(2027, 1, 1)));
        foreach (var text in File.ReadLines(Path.Combine(Repository.NationalData!, "horaires-osm", "exemples-osm.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var reading = OsmText.Read(text, PublicHolidayPolicy.AsUsual);
            if (reading.Schedule is not { } schedule)
            {
                refusals.Add($"{text} → {reading.Problem!.Message}");
                continue;
            }

            reference.Send(text, from, to);
            var (theirs, error) = reference.Receive(from, to);
            if (theirs is null || IntendedDifferences.Reason(schedule) is not null)
            {
                refusals.Add($"{text} → {error ?? IntendedDifferences.Reason(schedule)}");
                continue;
            }

            compared++;
            if (Timeline.Of(schedule, Paris, from, to).Difference(theirs) is { } difference)
            {
                failures.Add($"{text} → {difference}");
            }
        }

        output.WriteLine($"{compared} compared, {refusals.Count} not compared, {failures.Count} differ");
        foreach (var line in failures.Concat(refusals))
        {
            output.WriteLine(line);
        }

        Assert.True(compared > 140, "Too few texts can be read.");
        Assert.Empty(failures);
    }

    private static int Compare(ReferenceProcess reference, Case item, List<string> failures)
    {
        var (theirs, error) = reference.Receive(item.From, item.To);
        var ours = Timeline.Of(item.Schedule, Paris, item.From, item.To);
        var nights = IntendedDifferences.ClockChanges(item.Schedule, Paris.TimeZone, item.From, item.To).ToList();
        var difference = theirs is null ? error : ours.Without(nights).Difference(theirs.Without(nights));
        if (difference is null)
        {
            // The same text read back must mean the same, too.
            var reading = OsmText.Read(item.Text, PublicHolidayPolicy.AsUsual);
            difference = reading.Schedule is { } again
                ? ours.Difference(Timeline.Of(again, Paris, item.From, item.To)) is { } lost ? "read back, " + lost : null
                : reading.Problem!.Message;
        }

        if (difference is not null)
        {
            failures.Add($"{item.Seed}: {item.Text} → {difference}");
        }

        return 1;
    }

    private static long Minute(LocalDate date) => date.AtStartOfDayInZone(Paris.TimeZone).ToInstant().ToUnixTimeSeconds() / 60;

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed record Case(int Seed, OpeningSchedule Schedule, string Text, long From, long To);
}
