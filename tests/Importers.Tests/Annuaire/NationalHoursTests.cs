using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>What is known of the opening of all administrations of the national file, and why the rest is not.</summary>
public sealed class NationalHoursTests(NationalTerritories territories, ITestOutputHelper output)
    : IClassFixture<NationalTerritories>
{
    [NationalDataFact]
    public async Task Hours_NationalFile_DaysKnownAndUnknownAreCounted()
    {
        var byKind = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (known, unknown, withRules, openAllDay) = (0, 0, 0, 0);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var issues = new List<ImportIssue>();
        var reader = new AnnuaireReader(territories.Index, issues.Add);
        var monday = new LocalDate(2027, 3, 1); // a week without public holiday anywhere

        await foreach (var record in reader.ReadAsync(
            Path.Combine(Repository.NationalData!, "dila-v4-national", "data.gouv_local.json.gz")))
        {
            var document = (AdministrationDocument)record.Document;
            var schedule = document.OpeningHours;
            Assert.Empty(schedule?.Validate() ?? []);
            Count(byKind, Kind(schedule));
            withRules += schedule?.Regular.Any(period => period.Recurrence is not null) == true ? 1 : 0;
            openAllDay +=
                schedule?.Regular.Count(period => period.Opens == ClockTime.Midnight && period.Closes is { Minutes: 0 or 1440 }) ?? 0;
            if (schedule is not { IsEmpty: false })
            {
                continue;
            }

            var territory = TerritorialCalendar.ForInseeCode(document.Commune?.Value);
            foreach (var day in OpeningCalendar.Days(schedule, territory, monday, 7))
            {
                known += day.IsKnown ? 1 : 0;
                unknown += day.IsKnown ? 0 : 1;
                if (!day.IsKnown)
                {
                    var reason = day.Reason!.StartsWith("Horaires à vérifier", StringComparison.Ordinal) ? "text not read" : day.Reason;
                    reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                }
            }
        }

        foreach (var (kind, count) in byKind)
        {
            output.WriteLine($"{count,7} {kind}");
        }

        output.WriteLine($"{withRules,7} with a rule read from words; days of a week known {known}, unknown {unknown}:");
        foreach (var (reason, count) in reasons.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{count,7} {reason}");
        }

        foreach (var group in issues.Where(issue => issue.Code is ScheduleFinding.NoteNotRead or ScheduleFinding.CommentNotRead)
            .GroupBy(issue => issue.Excerpt).OrderByDescending(group => group.Count()).Take(40))
        {
            output.WriteLine($"{group.Count(),7} not read: {group.Key}");
        }

        Assert.Equal(61_112, byKind.Values.Sum());
        Assert.Equal(0, openAllDay);
        Assert.True(byKind["1 certain"] > 48_000, $"Only {byKind["1 certain"]} are certain.");
    }

    private static string Kind(OpeningSchedule? schedule)
    {
        if (schedule is null)
        {
            return "5 without schedule";
        }

        var unread = schedule.Unread.Aggregate(Weekdays.None, (days, text) => days | text.Days);
        return schedule.IsEmpty ? "4 comment only"
            : unread.IsEmpty ? "1 certain"
            : unread == Weekdays.All || schedule.Regular.All(period => (period.Days & ~unread).IsEmpty) ? "3 wholly unread"
            : "2 partly certain";
    }

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
