using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>The public holidays of each territory, computed from the rules that fix them.</summary>
/// <remarks>
/// <para>Sources: Code du travail, L3133-1 (the eleven common days), L3134-13 (Alsace and Moselle), L3422-2 (overseas,
/// end of slavery), and the territories' own codes for the Pacific. Today's rules are applied to every year, except
/// where a change is written below; a year long past may therefore show a holiday that did not exist yet.</para>
/// <para>Good Friday in Alsace and Moselle depends in law on the commune having a Protestant church or a shared one. It is
/// counted everywhere there: an opening too many to confirm is better than a closed door.</para>
/// <para>Customary days off (Mardi gras in Guyane, 21 July in Guadeloupe, …) are not public holidays and are not here.</para>
/// </remarks>
public static class PublicHolidays
{
    /// <summary>The first year that has an answer: the first full one of the Gregorian calendar.</summary>
    public const int FirstYear = 1583;

    /// <summary>The last year that has an answer.</summary>
    public const int LastYear = 9999;

    // Only years that real questions are about are kept: asking for year after year must not fill the memory.
    private const int FirstKeptYear = 1990;
    private const int LastKeptYear = 2089;

    private static readonly int Zones = Enum.GetValues<HolidayZone>().Length;
    private static readonly HolidayYear?[] Kept = new HolidayYear?[Zones * (LastKeptYear - FirstKeptYear + 1)];

    /// <summary>
    /// The holidays that fall on a date, most often none; two when a feast that moves meets one that does not
    /// (1 May 2008 was also Ascension Day). None outside <see cref="FirstYear"/>–<see cref="LastYear"/>.
    /// </summary>
    public static IReadOnlyList<PublicHoliday> On(HolidayZone zone, LocalDate date) =>
        NameOn(zone, date) is null ? [] : [.. Of(zone, date.Year).Where(holiday => holiday.Date == date)];

    /// <summary>All the holidays of a year, by date; two may share a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The year is not within <see cref="FirstYear"/>–<see cref="LastYear"/>, or the zone does not exist.
    /// </exception>
    public static IReadOnlyList<PublicHoliday> Of(HolidayZone zone, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return Year(zone, year).Holidays;
    }

    /// <summary>
    /// What the date is called as a holiday, null for an ordinary day; two holidays read « 1er mai et Ascension ».
    /// A table look-up: it allocates nothing once the year is known.
    /// </summary>
    public static string? NameOn(HolidayZone zone, LocalDate date) =>
        date.Year is < FirstYear or > LastYear ? null : Year(zone, date.Year).Names[date.DayOfYear];

    private static HolidayYear Year(HolidayZone zone, int year)
    {
        if (year is < FirstKeptYear or > LastKeptYear || (int)zone < 0 || (int)zone >= Zones)
        {
            return new HolidayYear(zone, year);
        }

        // Two threads may compute the same year at once; they get equal results, and the first one stays for good.
        ref var kept = ref Kept[((year - FirstKeptYear) * Zones) + (int)zone];
        return Volatile.Read(ref kept)
            ?? Interlocked.CompareExchange(ref kept, new HolidayYear(zone, year), null)
            ?? kept;
    }

    private sealed class HolidayYear
    {
        public HolidayYear(HolidayZone zone, int year)
        {
            Holidays = Array.AsReadOnly([.. Rules(zone, year).OrderBy(holiday => holiday.Date)]);
            foreach (var (date, name) in Holidays)
            {
                ref var names = ref Names[date.DayOfYear];
                names = names is null ? name : $"{names} et {name}";
            }
        }

        public IReadOnlyList<PublicHoliday> Holidays { get; }

        // By day of the year, 1 to 366; index 0 is not used.
        public string?[] Names { get; } = new string?[367];
    }

    private static IEnumerable<PublicHoliday> Rules(HolidayZone zone, int year)
    {
        var easter = Easter(year);
        PublicHoliday Fixed(int month, int day, string name) => new(new LocalDate(year, month, day), name);
        PublicHoliday Moving(int daysAfterEaster, string name) => new(easter.PlusDays(daysAfterEaster), name);
        PublicHoliday EndOfSlavery(int month, int day) => Fixed(month, day, "Abolition de l'esclavage");

        yield return Fixed(1, 1, "1er janvier");
        yield return Moving(1, "Lundi de Pâques");
        yield return Fixed(5, 1, "1er mai");
        yield return Fixed(5, 8, "8 mai");
        yield return Moving(39, "Ascension");
        yield return Moving(50, "Lundi de Pentecôte");
        yield return Fixed(7, 14, "14 juillet");
        yield return Fixed(8, 15, "Assomption");
        yield return Fixed(11, 1, "Toussaint");
        yield return Fixed(11, 11, "11 novembre");
        yield return Fixed(12, 25, "Noël");

        switch (zone)
        {
            case HolidayZone.Metropole or HolidayZone.SaintPierreEtMiquelon:
                break;
            case HolidayZone.AlsaceMoselle:
                yield return Moving(-2, "Vendredi saint");
                yield return Fixed(12, 26, "Lendemain de Noël");
                break;
            case HolidayZone.Mayotte:
                yield return EndOfSlavery(4, 27);
                break;
            case HolidayZone.Martinique:
                yield return EndOfSlavery(5, 22);
                break;
            case HolidayZone.Guadeloupe:
                yield return EndOfSlavery(5, 27);
                break;
            case HolidayZone.SaintMartin:
                // The collectivity moved from Guadeloupe's date to the day the news was read out in Marigot.
                yield return EndOfSlavery(5, year < 2018 ? 27 : 28);
                break;
            case HolidayZone.Guyane:
                yield return EndOfSlavery(6, 10);
                break;
            case HolidayZone.SaintBarthelemy:
                yield return EndOfSlavery(10, 9);
                break;
            case HolidayZone.Reunion:
                yield return EndOfSlavery(12, 20);
                break;
            case HolidayZone.NouvelleCaledonie:
                yield return Fixed(9, 24, "Fête de la citoyenneté");
                break;
            case HolidayZone.PolynesieFrancaise:
                yield return Fixed(3, 5, "Arrivée de l'Évangile");
                yield return Moving(-2, "Vendredi saint");
                // Loi du pays of 2025: the feast of the Pleiades takes the place of the feast of autonomy.
                yield return year < 2025 ? Fixed(6, 29, "Fête de l'autonomie") : Fixed(11, 20, "Matari'i i ni'a");
                break;
            case HolidayZone.WallisEtFutuna:
                yield return Fixed(4, 28, "Saint Pierre Chanel");
                yield return Fixed(7, 29, "Fête du territoire");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(zone), zone, "There is no such zone.");
        }
    }

    // Easter Sunday in the Gregorian calendar: the Sunday after the fourteenth day of the paschal moon, which the computus
    // takes from the place of the year in the 19-year cycle, corrected for the centuries that are not leap years.
    private static LocalDate Easter(int year)
    {
        var century = year / 100;
        var cycle = year % 19;
        var leapDaysLost = century - (century / 4);
        var moonDrift = ((8 * century) + 13) / 25;
        var epact = (leapDaysLost - moonDrift + (19 * cycle) + 15) % 30;

        // The longest epacts would put the full moon after 18 April; the calendar holds it there.
        if (epact == 29 || (epact == 28 && cycle > 10))
        {
            epact--;
        }

        var fullMoon = new LocalDate(year, 3, 21).PlusDays(epact);
        return fullMoon.Next(IsoDayOfWeek.Sunday);
    }
}
