using System.Globalization;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Territories;

/// <summary>What a commune's place tells about plausible coordinates.</summary>
/// <param name="DepartementCode">Its département.</param>
/// <param name="Zone">Mainland or overseas.</param>
internal readonly record struct TerritoryZonePlace(string DepartementCode, TerritoryZone Zone);

/// <summary>
/// Where town halls are, from a CSV file in UTF-8 whose header names at least <c>code_insee</c>, <c>latitude</c> and
/// <c>longitude</c> (any order, commas or semicolons, other columns ignored). A point must lie in the box of its
/// territory and, on the mainland, not far from the others of its département; swapped values are put right.
/// </summary>
internal sealed class TownHallPoints
{
    private const int MaxLines = 200_000;
    private const int MaxLineLength = 4_000;
    private const double MaxMetresFromDepartement = 200_000;

    private readonly Dictionary<InseeCode, GeoPoint> _points = [];
    private readonly Dictionary<InseeCode, (string Departement, RecordPlace Place)> _mainland = [];
    private readonly List<ImportIssue> _issues = [];
    private readonly string _fileName;

    private TownHallPoints(string path) => _fileName = Path.GetFileName(path);

    public IReadOnlyDictionary<InseeCode, GeoPoint> ByCode => _points;

    public IReadOnlyList<ImportIssue> Issues => _issues;

    /// <param name="path">The CSV file.</param>
    /// <param name="zoneOf">The place of a code that bears a commune now; null for any other code.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFileException">The file cannot be read, or has not these columns.</exception>
    public static async Task<TownHallPoints> ReadAsync(
        string path, Func<InseeCode, TerritoryZonePlace?> zoneOf, CancellationToken cancellation)
    {
        var points = new TownHallPoints(path);
        try
        {
            using var reader = new StreamReader(path, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
            await points.ReadAsync(reader, zoneOf, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceFileException($"{points._fileName} cannot be read: {exception.Message}", exception);
        }
        catch (System.Text.DecoderFallbackException exception)
        {
            throw new SourceFileException($"{points._fileName} is not UTF-8.", exception);
        }

        points.RemoveFarFromDepartement();
        return points;
    }

    private async Task ReadAsync(
        StreamReader reader, Func<InseeCode, TerritoryZonePlace?> zoneOf, CancellationToken cancellation)
    {
        var header = await reader.ReadLineAsync(cancellation)
            ?? throw new SourceFileException($"{_fileName} is empty.");
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var columns = Split(header, separator);
        var (code, latitude, longitude) = (Column(columns, "code_insee"), Column(columns, "latitude"), Column(columns, "longitude"));
        var (line, offset) = (1L, (long)System.Text.Encoding.UTF8.GetByteCount(header) + 1);
        while (await reader.ReadLineAsync(cancellation) is { } text)
        {
            line++;
            if (line > MaxLines || text.Length > MaxLineLength)
            {
                throw new SourceFileException(
                    $"{_fileName}, line {line}: more than {MaxLines} lines or {MaxLineLength} characters in one.");
            }

            var place = new RecordPlace(line - 1, line, offset);
            offset += System.Text.Encoding.UTF8.GetByteCount(text) + 1;
            if (text.Length > 0)
            {
                Read(Split(text, separator), code, latitude, longitude, zoneOf, place);
            }
        }
    }

    private void Read(
        List<string> fields,
        int codeColumn,
        int latitudeColumn,
        int longitudeColumn,
        Func<InseeCode, TerritoryZonePlace?> zoneOf,
        RecordPlace place)
    {
        if (fields.Count <= Math.Max(codeColumn, Math.Max(latitudeColumn, longitudeColumn)))
        {
            Reject("MISSING_COLUMNS", "The line has fewer columns than the header.", null, place, string.Join(',', fields));
            return;
        }

        var (key, excerpt) = (fields[codeColumn], $"{fields[latitudeColumn]}, {fields[longitudeColumn]}");
        if (!InseeCode.TryParse(key, out var code))
        {
            Reject("BAD_CODE", "The code is not an INSEE code.", null, place, key);
        }
        else if (zoneOf(code) is not { } zone)
        {
            Reject("UNKNOWN_COMMUNE", "No commune bears this code any more.", key, place, key);
        }
        else if (fields[latitudeColumn].Length == 0 && fields[longitudeColumn].Length == 0)
        {
            Reject("NO_COORDINATES", "The line has no coordinates.", key, place, null);
        }
        else if (!TryNumber(fields[latitudeColumn], out var latitude) || !TryNumber(fields[longitudeColumn], out var longitude))
        {
            Reject("BAD_COORDINATES", "The coordinates are not numbers.", key, place, excerpt);
        }
        else if (latitude == 0 && longitude == 0)
        {
            Reject("ZERO_COORDINATES", "0, 0 stands for an unknown place.", key, place, excerpt);
        }
        else
        {
            Keep(code, latitude, longitude, zone, place, excerpt);
        }
    }

    private void Keep(
        InseeCode code, double latitude, double longitude, TerritoryZonePlace zone, RecordPlace place, string excerpt)
    {
        if (PlausibleBox.Of(zone.DepartementCode, zone.Zone) is { } box && !box.Contains(latitude, longitude))
        {
            if (!box.Contains(longitude, latitude))
            {
                Reject(
                    "OUT_OF_TERRITORY",
                    $"The point is not in the territory of département {zone.DepartementCode}.",
                    code.Value,
                    place,
                    excerpt);
                return;
            }

            _issues.Add(new ImportIssue(
                ImportIssueSeverity.Warning,
                "SWAPPED_COORDINATES",
                $"{_fileName}: Latitude and longitude are swapped; put right.",
                code.Value,
                place,
                excerpt));
            (latitude, longitude) = (longitude, latitude);
        }

        if (!GeoPoint.IsOnEarth(latitude, longitude))
        {
            Reject("BAD_COORDINATES", "The numbers are no latitude and longitude.", code.Value, place, excerpt);
        }
        else if (!_points.TryAdd(code, new GeoPoint(latitude, longitude)))
        {
            Reject("DUPLICATE", "The commune is there twice; the first line is kept.", code.Value, place, excerpt);
        }
        else if (zone.Zone is TerritoryZone.Metropole)
        {
            _mainland.Add(code, (zone.DepartementCode, place));
        }
    }

    // The median is a point of the département whatever a few wrong ones say.
    private void RemoveFarFromDepartement()
    {
        foreach (var departement in _mainland.GroupBy(item => item.Value.Departement, item => item.Key))
        {
            var latitudes = departement.Select(code => _points[code].Latitude).Order().ToArray();
            var longitudes = departement.Select(code => _points[code].Longitude).Order().ToArray();
            if (latitudes.Length < 5)
            {
                continue;
            }

            var centre = new GeoPoint(latitudes[latitudes.Length / 2], longitudes[longitudes.Length / 2]);
            foreach (var code in departement)
            {
                var point = _points[code];
                if (point.DistanceMetresTo(centre) > MaxMetresFromDepartement)
                {
                    _points.Remove(code);
                    Reject(
                        "FAR_FROM_DEPARTEMENT",
                        $"The point is more than {MaxMetresFromDepartement / 1000} km from the middle of its département.",
                        code.Value,
                        _mainland[code].Place,
                        string.Create(CultureInfo.InvariantCulture, $"{point.Latitude}, {point.Longitude}"));
                }
            }
        }
    }

    private int Column(List<string> columns, string name)
    {
        var column = columns.FindIndex(item => item.Trim('\uFEFF', ' ').Equals(name, StringComparison.OrdinalIgnoreCase));
        return column >= 0
            ? column
            : throw new SourceFileException(
                $"{_fileName} has no column {name}: its header says {string.Join(", ", columns.Take(12))}.");
    }

    private void Reject(string code, string message, string? key, RecordPlace place, string? excerpt) =>
        _issues.Add(new ImportIssue(
            ImportIssueSeverity.Rejected,
            code,
            $"{_fileName}: {message}",
            key,
            place,
            excerpt is { Length: > 200 } ? excerpt[..200] : excerpt));

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number)
        && double.IsFinite(number);

    // Fields may stand in double quotes, a quote inside them written twice; no line breaks in fields.
    private static List<string> Split(string line, char separator)
    {
        var (fields, field, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append(line[i++]);
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == separator && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
