using System.Collections.Frozen;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>What a place adds to a schedule: its clock, its public holidays and its school zone.</summary>
public sealed record TerritorialCalendar
{
    private static readonly FrozenDictionary<string, TerritorialCalendar> MainlandFrance =
        new[] { "A", "B", "C", "CORSE" }.ToFrozenDictionary(zone => zone, zone => At("Europe/Paris", HolidayZone.Metropole, zone));

    private static readonly TerritorialCalendar AlsaceMoselle = At("Europe/Paris", HolidayZone.AlsaceMoselle, "B");
    private static readonly TerritorialCalendar Marquesas = At("Pacific/Marquesas", HolidayZone.PolynesieFrancaise, "987");
    private static readonly TerritorialCalendar Gambier = At("Pacific/Gambier", HolidayZone.PolynesieFrancaise, "987");

    // 984 (TAAF) and 989 (Clipperton) are left out: no counter, and stations of 984 keep four different clocks.
    private static readonly FrozenDictionary<string, TerritorialCalendar> Overseas =
        new Dictionary<string, TerritorialCalendar>
        {
            ["971"] = At("America/Guadeloupe", HolidayZone.Guadeloupe, "971"),
            ["972"] = At("America/Martinique", HolidayZone.Martinique, "972"),
            ["973"] = At("America/Cayenne", HolidayZone.Guyane, "973"),
            ["974"] = At("Indian/Reunion", HolidayZone.Reunion, "974"),
            ["975"] = At("America/Miquelon", HolidayZone.SaintPierreEtMiquelon, "975"),
            ["976"] = At("Indian/Mayotte", HolidayZone.Mayotte, "976"),
            ["977"] = At("America/St_Barthelemy", HolidayZone.SaintBarthelemy, "977"),
            ["978"] = At("America/Marigot", HolidayZone.SaintMartin, "978"),
            ["986"] = At("Pacific/Wallis", HolidayZone.WallisEtFutuna, "986"),
            ["987"] = At("Pacific/Tahiti", HolidayZone.PolynesieFrancaise, "987"),
            ["988"] = At("Pacific/Noumea", HolidayZone.NouvelleCaledonie, "988"),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, TerritorialCalendar> Communes =
        new Dictionary<string, TerritorialCalendar>
        {
            // Codes of the time when both islands were communes of Guadeloupe; sources still use them.
            ["97123"] = Overseas["977"],
            ["97127"] = Overseas["978"],

            // The Marquesas are half an hour ahead of Tahiti, the Gambier a full hour.
            ["98718"] = Marquesas, // Fatu-Hiva
            ["98723"] = Marquesas, // Hiva-Oa
            ["98731"] = Marquesas, // Nuku-Hiva
            ["98746"] = Marquesas, // Tahuata
            ["98756"] = Marquesas, // Ua-Huka
            ["98757"] = Marquesas, // Ua-Pou
            ["98719"] = Gambier,
        }.ToFrozenDictionary();

    private TerritorialCalendar(DateTimeZone timeZone, HolidayZone holidays, string schoolZone) =>
        (TimeZone, Holidays, SchoolZone) = (timeZone, holidays, schoolZone);

    /// <summary>The clock on the counter's wall, from the tz database.</summary>
    public DateTimeZone TimeZone { get; }

    /// <summary>The list of public holidays that holds there.</summary>
    public HolidayZone Holidays { get; }

    /// <summary>The zone of its school holidays: A, B, C, CORSE, or the code of an overseas territory.</summary>
    public string SchoolZone { get; }

    /// <summary>The identifier of the time zone: <c>Europe/Paris</c>.</summary>
    public string TimeZoneId => TimeZone.Id;

    /// <summary>
    /// The calendar of a place, from the code of its département or territory (<c>01</c>, <c>2A</c>, <c>987</c>) or of
    /// its commune (<c>2A004</c>, <c>98731</c>, delegated and former communes included).
    /// </summary>
    /// <returns>The same instance for the same calendar; null for a code of no known place.</returns>
    /// <remarks>
    /// A commune is known by the shape and the territory of its code; whether it exists is for the territories to say.
    /// </remarks>
    public static TerritorialCalendar? ForInseeCode(string? code)
    {
        if (code is null || code.Length is not (2 or 3 or 5))
        {
            return null;
        }

        for (var i = 0; i < code.Length; i++)
        {
            var corsica = i == 1 && code[0] == '2' && code[1] is 'A' or 'B';
            if (!char.IsAsciiDigit(code[i]) && !corsica)
            {
                return null;
            }
        }

        if (code.Length == 5 && Communes.TryGetValue(code, out var commune))
        {
            return commune;
        }

        if (code[0] == '9' && code[1] is '7' or '8')
        {
            return code.Length == 2 ? null : Overseas.GetValueOrDefault(code[..3]);
        }

        return code.Length == 3 ? null : ForMainlandDepartement(code[..2]);
    }

    private static TerritorialCalendar? ForMainlandDepartement(string code) => code switch
    {
        "57" or "67" or "68" => AlsaceMoselle,
        "2A" or "2B" => MainlandFrance["CORSE"],
        "00" or "20" => null, // 20 was Corsica until 1976
        _ => string.CompareOrdinal(code, "95") <= 0 ? MainlandFrance[SchoolZones.Of(code)] : null,
    };

    private static TerritorialCalendar At(string timeZoneId, HolidayZone holidays, string schoolZone) =>
        new(DateTimeZoneProviders.Tzdb[timeZoneId], holidays, schoolZone);
}
