using System.Globalization;
using System.Text.RegularExpressions;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>The commands that say what is to be kept right, over the sample.</summary>
public sealed class ReportCommandsTests : IAsyncLifetime
{
    private readonly ImporterDatabase _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.RunAsync("sample");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Hours_OfTheSample_AddUpAndAreInTheReport()
    {
        var report = _database.PathOf("hours.csv");

        var (exitCode, output, _) = await _database.RunAsync("hours", "--from", "2026-12-21", "--days", "14", "--report", report);

        var lines = await File.ReadAllLinesAsync(report);
        var published = await _database.CountAsync("select count(*) from entries where kind = 'administration' and not is_removed");
        Assert.Equal(0, exitCode);
        Assert.StartsWith(
            $"{published} administrations, 14 days from 2026-12-21: {published * 14} days\n", output, StringComparison.Ordinal);
        Assert.Equal(published * 14, Days("known") + Days("unknown"));
        Assert.Equal(Days("known"), Days("open") + Days("closed"));
        Assert.NotEqual(0, Days("public holiday not confirmed")); // Christmas
        Assert.StartsWith(
            "entry,name,departement,service_type,open,closed,open_all_day,unknown_no_hours,", lines[0], StringComparison.Ordinal);
        Assert.Equal(published + 1, lines.Length);

        long Days(string name) => long.Parse(
            Regex.Match(output, $@"^ *{name} +(\d+) days", RegexOptions.Multiline).Groups[1].Value,
            CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Coverage_OfTheSample_IsSummedUpAndInTheReport()
    {
        var report = _database.PathOf("coverage.csv");

        var (exitCode, output, _) = await _database.RunAsync("coverage", "--report", report);
        var (_, part, _) = await _database.RunAsync("coverage", "--departement", "69");

        var lines = await File.ReadAllLinesAsync(report);
        var gaps = lines.Where(line => line.StartsWith("GAP,", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        Assert.Equal(0, exitCode);
        Assert.Equal("finding,departement,service_type,communes,count,detail", lines[0]);
        Assert.NotEmpty(gaps);
        foreach (var type in gaps.GroupBy(gap => gap[2], gap => int.Parse(gap[4], CultureInfo.InvariantCulture)))
        {
            Assert.Matches($@"(?m)^{type.Key} +{type.Sum()} ", output);
        }

        Assert.Contains(gaps, gap => gap[1] != "69");
        Assert.DoesNotMatch("(?m)^  (?!69 )[0-9AB]+ ", part);
        Assert.Matches($"(?m)^{lines.Count(line => line.StartsWith("DEAD_", StringComparison.Ordinal))} reference", output);
    }
}
