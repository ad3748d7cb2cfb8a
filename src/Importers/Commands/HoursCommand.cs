using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>hours</c>: how many days of reception are known, and why the others are not.</summary>
internal static class HoursCommand
{
    private const int UsualDays = 28; // every weekday four times: nth weekdays and odd weeks too

    private static readonly HoursDoubt[] Doubts = Enum.GetValues<HoursDoubt>();

    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(ImportCommand.Variable);
        var from = new Option<string?>("--from") { Description = "The first day, as 2026-12-24. Default: today in Paris." };
        var days = new Option<int>("--days")
        {
            Description = $"How many days, 1 to {OpeningCalendar.MaxDays}.",
            DefaultValueFactory = _ => UsualDays,
        };
        var schools =
            new Option<FileInfo?>("--school-calendar") { Description = "The school holidays, as DIRECTORY_SCHOOL_CALENDAR names them." };
        var report = new Option<FileInfo?>("--report") { Description = "Write a line for each administration to this CSV file (UTF-8)." };
        var command = new Command(
            "hours", "Counts the days whose hours are known, open or closed, and the others by what keeps them unknown.")
        {
            database, from, days, schools, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, ImportCommand.Variable));
            using var file = ReportFile.Open(
                parsed.GetValue(report),
                ["entry", "name", "departement", "service_type", "open", "closed", "open_all_day", .. Doubts.Select(doubt => "unknown_"
                    + Code(doubt)), "texts"]);
            var (first, count) = (First(parsed.GetValue(from)), parsed.GetValue(days));
            if (count is < 1 or > OpeningCalendar.MaxDays)
            {
                throw new UsageException($"--days is 1 to {OpeningCalendar.MaxDays}, not {count}.");
            }

            var rows = await HoursReport.ReadAsync(dataSource, first, count, Schools(parsed.GetValue(schools)), cancellationToken);
            foreach (var row in rows)
            {
                file.Write(
                    [row.EntryId, row.Name, row.Departement, TypeOf(row), row.Open, row.Closed, row.OpenAllDay,
                        .. Doubts.Select(doubt => (object)row.Unknown.GetValueOrDefault(doubt)), string.Join(" | ", row.Texts)]);
            }

            Print(rows, first, count);
            return CommandLine.Done;
        });
        return command;
    }

    private static LocalDate First(string? text)
    {
        if (text is null)
        {
            return TimeProvider.System.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Date;
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1901 and <= 9900 } date }
            ? date
            : throw new UsageException($"--from is a date as 2026-12-24, not \"{text}\".");
    }

    private static SchoolCalendar? Schools(FileInfo? file)
    {
        try
        {
            return file is null ? null : SchoolCalendar.Load(file.FullName);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--school-calendar: {e.Message}");
        }
    }

    private static void Print(List<HoursRow> rows, LocalDate first, int days)
    {
        var total = Math.Max(1, (long)rows.Count * days);
        Console.WriteLine(
            $"{rows.Count} administrations, {days} days from {LocalDatePattern.Iso.Format(first)}: {(long)rows.Count * days} days");
        Line("known", rows, row => row.Open + row.Closed);
        Line("  open", rows, row => row.Open);
        Line("    from 0 h to 24 h", rows, row => row.OpenAllDay);
        Line("  closed", rows, row => row.Closed);
        Line("unknown", rows, row => row.Unknown.Values.Sum());
        foreach (var doubt in Doubts)
        {
            Line("  " + Words(doubt), rows, row => row.Unknown.GetValueOrDefault(doubt));
        }

        var said = Math.Max(1, total - rows.Sum(row => (long)row.Unknown.GetValueOrDefault(HoursDoubt.NoHours)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"of the days about which the source says something, {100.0 * rows.Sum(row => (long)row.Open + row.Closed) / said:F2} % are known"));
        Console.WriteLine("most unknown days, by service type");
        foreach (var type in rows.GroupBy(row => TypeOf(row))
            .Select(
                type => (Code: type.Key, Count: type.Count(), Unknown: type.Sum(row => row.Unknown.Values.Sum()), Main: MainDoubt(type)))
            .Where(type => type.Unknown > 0)
            .OrderByDescending(type => type.Unknown).ThenBy(type => type.Code, StringComparer.Ordinal).Take(10))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {type.Code,-40} {type.Count,7} administrations {100.0 * type.Unknown / type.Count / days,6:F1} % of days, mostly {Words(type.Main)}"));
        }

        void Line(string name, List<HoursRow> of, Func<HoursRow, int> count) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-36} {of.Sum(row => (long)count(row)),9} days {100.0 * of.Sum(row => (long)count(row)) / total,6:F2} % {of.Count(row => count(row) > 0),8} administrations"));
    }

    private static string TypeOf(HoursRow row) => row.ServiceTypes is [var main, ..] ? main : "-";

    private static HoursDoubt MainDoubt(IEnumerable<HoursRow> rows) =>
        rows.SelectMany(row => row.Unknown).GroupBy(pair => pair.Key, pair => pair.Value).MaxBy(group => group.Sum())?.Key ?? default;

    private static string Words(HoursDoubt doubt) => doubt switch
    {
        HoursDoubt.NoHours => "no hours given",
        HoursDoubt.NoPlace => "place not known",
        HoursDoubt.TextNotRead => "a text that was not read",
        HoursDoubt.HolidayUnconfirmed => "public holiday not confirmed",
        HoursDoubt.SchoolHolidaysUnknown => "school holidays not known",
        _ => "exceptional periods only",
    };

    private static string Code(HoursDoubt doubt) =>
        string
            .Concat(doubt.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}"))
            .ToLowerInvariant();
}
