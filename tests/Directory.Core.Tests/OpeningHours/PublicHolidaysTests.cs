using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class PublicHolidaysTests
{
    private const string OfficialCalendar = "jours-feries/jours_feries.csv";

    [Theory]
    [InlineData(HolidayZone.Metropole, "2026-01-01", "1er janvier")]
    [InlineData(HolidayZone.Metropole, "2026-04-06", "Lundi de Pâques")]
    [InlineData(HolidayZone.Metropole, "2026-05-14", "Ascension")]
    [InlineData(HolidayZone.Metropole, "2026-05-25", "Lundi de Pentecôte")]
    [InlineData(HolidayZone.Metropole, "2026-11-01", "Toussaint")]
    [InlineData(HolidayZone.Metropole, "2026-12-25", "Noël")]
    [InlineData(HolidayZone.Metropole, "2026-12-26", null)]
    [InlineData(HolidayZone.Metropole, "2026-04-03", null)]
    [InlineData(HolidayZone.AlsaceMoselle, "2026-04-03", "Vendredi saint")]
    [InlineData(HolidayZone.AlsaceMoselle, "2026-12-26", "Lendemain de Noël")]
    [InlineData(HolidayZone.Mayotte, "2026-04-27", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.Martinique, "2026-05-22", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.Martinique, "2026-05-27", null)]
    [InlineData(HolidayZone.Guadeloupe, "2026-05-27", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.SaintMartin, "2017-05-27", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.SaintMartin, "2018-05-27", null)] // the date moved
    [InlineData(HolidayZone.SaintMartin, "2018-05-28", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.Guyane, "2026-06-10", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.SaintBarthelemy, "2026-10-09", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.Reunion, "2026-12-20", "Abolition de l'esclavage")]
    [InlineData(HolidayZone.NouvelleCaledonie, "2026-09-24", "Fête de la citoyenneté")]
    [InlineData(HolidayZone.PolynesieFrancaise, "2024-06-29", "Fête de l'autonomie")]
    [InlineData(HolidayZone.PolynesieFrancaise, "2025-06-29", null)]
    [InlineData(HolidayZone.PolynesieFrancaise, "2024-11-20", null)]
    [InlineData(HolidayZone.PolynesieFrancaise, "2025-11-20", "Matari'i i ni'a")]
    [InlineData(HolidayZone.PolynesieFrancaise, "2026-04-03", "Vendredi saint")]
    [InlineData(HolidayZone.WallisEtFutuna, "2026-07-29", "Fête du territoire")]
    [InlineData(HolidayZone.SaintPierreEtMiquelon, "2026-07-14", "14 juillet")]
    public void NameOn_KnownDates(HolidayZone zone, string date, string? name) =>
        Assert.Equal(name, PublicHolidays.NameOn(zone, Date(date)));

    [Theory]
    [InlineData(1818, "1818-03-23")] // Easter on 22 March, the earliest there is
    [InlineData(1943, "1943-04-26")] // Easter on 25 April, the latest
    [InlineData(1954, "1954-04-19")] // epact held back, long cycle
    [InlineData(1981, "1981-04-20")] // epact held back
    [InlineData(2000, "2000-04-24")]
    [InlineData(2038, "2038-04-26")]
    [InlineData(2285, "2285-03-23")]
    public void Of_EasterMonday(int year, string date) =>
        Assert.Contains(PublicHolidays.Of(HolidayZone.Metropole, year), h => h == new PublicHoliday(Date(date), "Lundi de Pâques"));

    [Fact]
    public void On_MayDayThatIsAscensionToo_GivesBoth()
    {
        var date = new LocalDate(2008, 5, 1);

        Assert.Equal(["1er mai", "Ascension"], PublicHolidays.On(HolidayZone.Metropole, date).Select(h => h.Name));
        Assert.Equal("1er mai et Ascension", PublicHolidays.NameOn(HolidayZone.Metropole, date));
    }

    [Fact]
    public void On_OrdinaryDay_IsEmpty() =>
        Assert.Empty(PublicHolidays.On(HolidayZone.Metropole, new LocalDate(2026, 11, 12)));

    [Theory]
    [InlineData(1582)]
    [InlineData(10000)]
    public void Of_YearWithoutAnswer_Throws(int year) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PublicHolidays.Of(HolidayZone.Metropole, year));

    [Fact]
    public void NameOn_YearWithoutAnswer_IsNull() =>
        Assert.Null(PublicHolidays.NameOn(HolidayZone.Metropole, new LocalDate(1582, 12, 25)));

    [Fact]
    public async Task Of_ManyThreadsAtOnce_AgreeAsync()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
            Enumerable.Range(1989, 103).SelectMany(year => PublicHolidays.Of(HolidayZone.Guyane, year)).ToList())));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(103 * 12, answers[0].Count);
    }

    [FactWhenPresent(OfficialCalendar)]
    public void Of_EveryZoneAndYear_EqualsTheOfficialCalendar()
    {
        var rows = File.ReadLines(SharedData.Get(OfficialCalendar)).Skip(1).Select(line => line.Split(',')).ToList();
        var official = rows
            .SelectMany(row => row[2].Split('|').Select(zone => (Zone(zone), Date(row[0]), OurName(row[1]))))
            .ToHashSet();

        var ours = Enum.GetValues<HolidayZone>()
            .SelectMany(zone => Enumerable.Range(2006, 26).SelectMany(year => PublicHolidays.Of(zone, year)
                .Select(holiday => (zone, holiday.Date, holiday.Name))))
            .Where(holiday => !IsOfTheTerritoryAlone(holiday.zone, holiday.Name))
            .ToHashSet();

        Assert.Equal(508, rows.Count);
        Assert.Equal(3952, official.Count);
        Assert.Empty(official.Except(ours));
        Assert.Empty(ours.Except(official));
    }

    // The official file does not hold the holidays that the Pacific territories set themselves.
    private static bool IsOfTheTerritoryAlone(HolidayZone zone, string name) => zone switch
    {
        HolidayZone.NouvelleCaledonie => name == "Fête de la citoyenneté",
        HolidayZone.WallisEtFutuna => name is "Saint Pierre Chanel" or "Fête du territoire",
        HolidayZone.PolynesieFrancaise =>
            name is "Arrivée de l'Évangile" or "Vendredi saint" or "Fête de l'autonomie" or "Matari'i i ni'a",
        _ => false,
    };

    private static string OurName(string name) => name switch
    {
        "Jour de Noël" => "Noël",
        "2ème jour de Noël" => "Lendemain de Noël",
        _ => name,
    };

    private static HolidayZone Zone(string name) => name switch
    {
        "Métropole" => HolidayZone.Metropole,
        "Alsace-Moselle" => HolidayZone.AlsaceMoselle,
        "Guadeloupe" => HolidayZone.Guadeloupe,
        "Guyane" => HolidayZone.Guyane,
        "Martinique" => HolidayZone.Martinique,
        "Mayotte" => HolidayZone.Mayotte,
        "Nouvelle-Calédonie" => HolidayZone.NouvelleCaledonie,
        "La Réunion" => HolidayZone.Reunion,
        "Polynésie Française" => HolidayZone.PolynesieFrancaise,
        "Saint-Barthélémy" => HolidayZone.SaintBarthelemy,
        "Saint-Martin" => HolidayZone.SaintMartin,
        "Wallis-et-Futuna" => HolidayZone.WallisEtFutuna,
        "Saint-Pierre-et-Miquelon" => HolidayZone.SaintPierreEtMiquelon,
        _ => throw new InvalidDataException($"The zone '{name}' is new."),
    };

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
