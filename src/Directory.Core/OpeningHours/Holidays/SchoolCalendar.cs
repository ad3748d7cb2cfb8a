using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>
/// The school holidays of the zones, from a file that an operator keeps: they are decided by decree for a few years ahead,
/// so no rule computes them. Where there is no file, or a date is outside what it covers, nothing is known.
/// </summary>
/// <remarks>
/// The file: <c>{"version": 1, "covers": [{"zones": ["A"], "from": "2026-09-01", "to": "2027-08-31"}],
/// "holidays": [{"zones": ["A", "B"], "name": "Noël", "from": "2026-12-19", "to": "2027-01-03"}]}</c>. Zones are A, B, C,
/// CORSE, and overseas the code of the territory (<c>973</c>). Dates are those on which pupils are away, both included.
/// </remarks>
public sealed class SchoolCalendar
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MaxPeriods = 5000;

    private readonly FrozenDictionary<string, Zone> _zones;

    private SchoolCalendar(Dictionary<string, Zone> zones) => _zones = zones.ToFrozenDictionary();

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file is not such a calendar; the message says where and what was expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SchoolCalendar Load(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MaxBytes)
        {
            throw new FormatException($"{path}: a school calendar has at most {MaxBytes} bytes, this file has {file.Length}.");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            return Parse(bytes);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="FormatException">As for <see cref="Load"/>.</exception>
    public static SchoolCalendar Parse(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException e)
        {
            throw new FormatException($"The school calendar is not JSON: {e.Message}", e);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("version", out var version)
                || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
            {
                throw new FormatException("A school calendar is an object with \"version\": 1.");
            }

            var zones = new Dictionary<string, Zone>(StringComparer.Ordinal);
            Read(document.RootElement, "covers", (name, dates) => zones.GetOrAdd(name).Covered.Add(dates));
            Read(document.RootElement, "holidays", (name, dates) => zones.GetOrAdd(name).Holidays.Add(dates));
            return new SchoolCalendar(zones);
        }
    }

    /// <summary>Whether the date is in the school holidays of a zone; null where that is not known.</summary>
    public bool? IsHoliday(string zone, LocalDate date) =>
        !_zones.TryGetValue(zone, out var known) || !Contains(known.Covered, date) ? null : Contains(known.Holidays, date);

    private static bool Contains(List<(LocalDate From, LocalDate To)> periods, LocalDate date)
    {
        foreach (var (from, to) in periods)
        {
            if (from <= date && date <= to)
            {
                return true;
            }
        }

        return false;
    }

    private static void Read(JsonElement root, string list, Action<string, (LocalDate From, LocalDate To)> add)
    {
        if (!root.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array
            || items.GetArrayLength() > MaxPeriods)
        {
            throw new FormatException($"A school calendar has a list \"{list}\" of at most {MaxPeriods} periods.");
        }

        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            var where = $"{list}[{index++}]";
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("zones", out var zones) || zones.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException($"{where}: expected an object with a list \"zones\".");
            }

            var dates = (From: Date(item, "from", where), To: Date(item, "to", where));
            if (dates.From > dates.To)
            {
                throw new FormatException($"{where}: \"to\" is before \"from\".");
            }

            foreach (var zone in zones.EnumerateArray())
            {
                if (zone.ValueKind != JsonValueKind.String || !SchoolZones.IsZone(zone.GetString()!))
                {
                    throw new FormatException($"{where}: {zone} is no zone; expected A, B, C, CORSE, or a code such as 973.");
                }

                add(zone.GetString()!, dates);
            }
        }
    }

    private static LocalDate Date(JsonElement item, string name, string where) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && LocalDatePattern.Iso.Parse(value.GetString()!) is { Success: true, Value: var date }
            ? date
            : throw new FormatException($"{where}: expected \"{name}\" as a date such as 2026-12-19.");

    internal sealed class Zone
    {
        public List<(LocalDate From, LocalDate To)> Covered { get; } = [];

        public List<(LocalDate From, LocalDate To)> Holidays { get; } = [];
    }
}

/// <summary>Which school zone a place belongs to.</summary>
internal static class SchoolZones
{
    // By académie, as the decrees on the school calendar list them since 2016.
    private static readonly string[] ZoneA =
    [
        "25", "39", "70", "90", "24", "33", "40", "47", "64", "03", "15", "43", "63", "21", "58", "71", "89",
        "07", "26", "38", "73", "74", "19", "23", "87", "01", "42", "69", "16", "17", "79", "86",
    ];

    private static readonly string[] ZoneC =
        ["75", "77", "78", "91", "92", "93", "94", "95", "11", "30", "34", "48", "66", "09", "12", "31", "32", "46", "65", "81", "82"];

    private static readonly string[] Overseas =
        ["971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"];

    public static string Of(string departement) =>
        departement is "2A" or "2B" ? "CORSE"
        : departement.Length == 3 ? departement
        : ZoneA.Contains(departement) ? "A"
        : ZoneC.Contains(departement) ? "C"
        : "B";

    public static bool IsZone(string zone) => zone is "A" or "B" or "C" or "CORSE" || Overseas.Contains(zone);

    public static SchoolCalendar.Zone GetOrAdd(this Dictionary<string, SchoolCalendar.Zone> zones, string name) =>
        zones.TryGetValue(name, out var zone) ? zone : zones[name] = new SchoolCalendar.Zone();
}
