using System.IO.Compression;
using System.Text.Json;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class TerritorialCalendarTests
{
    private const string Communes = "territoires/cog2026-communes.json.gz";

    [Theory]
    [InlineData("01", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("75056", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("95", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("2A", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("2B033", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("56", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("57", "Europe/Paris", HolidayZone.AlsaceMoselle)]
    [InlineData("58", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("66", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("67482", "Europe/Paris", HolidayZone.AlsaceMoselle)]
    [InlineData("68", "Europe/Paris", HolidayZone.AlsaceMoselle)]
    [InlineData("69", "Europe/Paris", HolidayZone.Metropole)]
    [InlineData("971", "America/Guadeloupe", HolidayZone.Guadeloupe)]
    [InlineData("97209", "America/Martinique", HolidayZone.Martinique)]
    [InlineData("97302", "America/Cayenne", HolidayZone.Guyane)]
    [InlineData("974", "Indian/Reunion", HolidayZone.Reunion)]
    [InlineData("97502", "America/Miquelon", HolidayZone.SaintPierreEtMiquelon)]
    [InlineData("97608", "Indian/Mayotte", HolidayZone.Mayotte)]
    [InlineData("97701", "America/St_Barthelemy", HolidayZone.SaintBarthelemy)]
    [InlineData("97123", "America/St_Barthelemy", HolidayZone.SaintBarthelemy)] // its code before 2007
    [InlineData("97801", "America/Marigot", HolidayZone.SaintMartin)]
    [InlineData("97127", "America/Marigot", HolidayZone.SaintMartin)] // its code before 2007
    [InlineData("98613", "Pacific/Wallis", HolidayZone.WallisEtFutuna)]
    [InlineData("987", "Pacific/Tahiti", HolidayZone.PolynesieFrancaise)]
    [InlineData("98735", "Pacific/Tahiti", HolidayZone.PolynesieFrancaise)]
    [InlineData("98731", "Pacific/Marquesas", HolidayZone.PolynesieFrancaise)]
    [InlineData("98719", "Pacific/Gambier", HolidayZone.PolynesieFrancaise)]
    [InlineData("98818", "Pacific/Noumea", HolidayZone.NouvelleCaledonie)]
    public void ForInseeCode_KnownPlace(string code, string timeZone, HolidayZone holidays)
    {
        var calendar = TerritorialCalendar.ForInseeCode(code);

        Assert.NotNull(calendar);
        Assert.Equal((timeZone, holidays), (calendar.TimeZoneId, calendar.Holidays));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("96")]
    [InlineData("97")]
    [InlineData("98")]
    [InlineData("99")]
    [InlineData("20")]
    [InlineData("2C")]
    [InlineData("2a")]
    [InlineData("979")]
    [InlineData("984")] // four clocks, no counter
    [InlineData("989")]
    [InlineData("123")]
    [InlineData("7505")]
    [InlineData("750566")]
    [InlineData("75 56")]
    [InlineData("7A001")]
    public void ForInseeCode_UnknownPlace_IsNull(string? code) =>
        Assert.Null(TerritorialCalendar.ForInseeCode(code));

    [FactWhenPresent(Communes)]
    public void ForInseeCode_EveryCommuneOfTheOfficialList_HasACalendar()
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Get(Communes)), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var codes = document.RootElement.EnumerateArray().Select(commune => commune.GetProperty("code").GetString()!).ToList();

        Assert.True(codes.Count > 37_000);
        Assert.DoesNotContain(codes, code => !code.StartsWith("984", StringComparison.Ordinal)
            && !code.StartsWith("989", StringComparison.Ordinal)
            && TerritorialCalendar.ForInseeCode(code) is null);
    }
}
