using NodaTime;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class ParisTimeTests
{
    /// <summary>A date alone is the same day for whoever reads the instant in UTC, in Paris, in Guadeloupe or in Nouméa.</summary>
    [Theory]
    [InlineData("30/09/2013")]
    [InlineData("2013-09-30")]
    public void Read_ADateAlone_IsThatDayEverywhereInFrance(string text)
    {
        var read = ParisTime.Read(text, new IssueReporter(_ => { }, "1", default))!.Value;

        Assert.All(
            ["UTC", "Europe/Paris", "America/Guadeloupe", "Pacific/Noumea", "Indian/Reunion"],
            zone => Assert.Equal(new LocalDate(2013, 9, 30), read.InZone(DateTimeZoneProviders.Tzdb[zone]).Date));
    }

    [Fact]
    public void Read_ATime_IsThatTimeInParis() => Assert.Equal(
        Instant.FromUtc(2025, 12, 31, 7, 0), ParisTime.Read("31/12/2025 08:00:00", new IssueReporter(_ => { }, "1", default)));
}
