using System.Globalization;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Territories;

/// <summary>What a commune's place tells about plausible coordinates.</summary>
/// <param name="DepartementCode">Its département.</param>
/// <param name="Zone">Mainland or overseas.</param>
internal readonly record struct TerritoryZonePlace(string DepartementCode, TerritoryZone Zone);

/// <summary>
/// Where town halls are, from a CSV file (see <see cref="CsvRecords"/>) whose header names at least <c>code_insee</c>, <c>latitude</c> and
/// <c>longitude</c>. A point must lie in the box of its
/// territory and, on the mainland, not far from the others of its département; swapped values are put right.
/// </summary>
internal sealed class TownHallPoints
{
    private const double MaxMetresFromDepartement = 200_000;

    private static readonly string[] Columns = ["code_insee", "latitude", "longitude"];

    private readonly Dictionary<InseeCode, GeoPoint> _points = [];
    private readonly Dictionary<InseeCode, (string Departement, RecordPlace Place)> _mainland = [];
    private readonly List<ImportIssue> _issues = [];
    private readonly string _fileName;

    private TownHallPoints(string fileName) => _fileName = fileName;

    public IReadOnlyDictionary<InseeCode, GeoPoint> ByCode => _points;

    public IReadOnlyList<ImportIssue> Issues => _issues;

    /// <param name="path">The CSV file.</param>
    /// <param name="zoneOf">The place of a code that bears a commune now; null for any other code.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFileException">The file cannot be read, or has not these columns.</exception>
    public static async Task<TownHallPoints> ReadAsync(
        string path, Func<InseeCode, TerritoryZonePlace?> zoneOf, CancellationToken cancellation)
    {
        using var file = SourceFile.Open(path);
        var points = new TownHallPoints(file.Name);
        var content = file.Content(name => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        await foreach (var record in CsvRecords.ReadAsync(content, file.Name, Columns, cancellationToken: cancellation))
        {
            points.Read(record, zoneOf);
        }

        points.RemoveFarFromDepartement();
        return points;
    }

    private void Read(CsvRecord record, Func<InseeCode, TerritoryZonePlace?> zoneOf)
    {
        var place = record.Place;
        if (record.Values is not [{ } key, { } latitudeText, { } longitudeText])
        {
            Reject("MISSING_COLUMNS", "The line has fewer columns than the header.", null, place, string.Join(',', record.Values));
            return;
        }

        var excerpt = $"{latitudeText}, {longitudeText}";
        if (!InseeCode.TryParse(key, out var code))
        {
            Reject("BAD_CODE", "The code is not an INSEE code.", null, place, key);
        }
        else if (zoneOf(code) is not { } zone)
        {
            Reject("UNKNOWN_COMMUNE", "No commune bears this code any more.", key, place, key);
        }
        else if (latitudeText.Length == 0 && longitudeText.Length == 0)
        {
            Reject("NO_COORDINATES", "The line has no coordinates.", key, place, null);
        }
        else if (!TryNumber(latitudeText, out var latitude) || !TryNumber(longitudeText, out var longitude))
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
}
