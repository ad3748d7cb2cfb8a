using System.Text.Json;
using NetTopologySuite.Coverage;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Territories;

/// <summary>
/// Outlines of communes in GeoJSON: features whose property <c>code</c> is an INSEE code of any time and whose geometry is a polygon or
/// several, as a FeatureCollection or one feature a line, plain or compressed. They are simplified together, so that neighbours keep one
/// border between them.
/// </summary>
/// <remarks>A commune of which one part is refused gets no outline at all: with a part missing it would be wrong.</remarks>
internal sealed class OutlineFile
{
    /// <summary>Points in one outline; the whole country's largest has some 20,000 at full precision.</summary>
    public const int MaxPoints = 50_000;

    /// <summary>Points in the file: what is simplified together is in memory together.</summary>
    public const int MaxPointsInAll = 6_000_000;

    // In degrees: a corner goes whose triangle is smaller than a square of this side, some 20 m.
    private const double Tolerance = 0.0002;

    private static readonly JsonRecordsOptions Shape = new() { ArrayNames = ["features"], RecordNames = ["geometry"], MaxDepth = 16 };
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 16 };

    private readonly TerritoryIndex _territories;
    private readonly string _fileName;
    private readonly Dictionary<InseeCode, Geometry> _outlines = [];
    private readonly HashSet<InseeCode> _refused = []; // communes of today
    private readonly List<ImportIssue> _issues = [];
    private int _points;

    private OutlineFile(TerritoryIndex territories, string fileName) => (_territories, _fileName) = (territories, fileName);

    /// <param name="path">The file.</param>
    /// <param name="territories">Say what a code has become, and where it can lie.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFileException">The file cannot be read, is no GeoJSON of features, or holds too much.</exception>
    public static async Task<(IReadOnlyList<SourceOutline> Outlines, IReadOnlyList<ImportIssue> Issues)> ReadAsync(
        string path, TerritoryIndex territories, CancellationToken cancellation)
    {
        using var file = SourceFile.Open(path);
        var outlines = new OutlineFile(territories, file.Name);
        var content = file.Content(name => name.EndsWith("json", StringComparison.OrdinalIgnoreCase));
        await foreach (var record in Files.JsonRecords.ReadAsync(content, Shape, cancellation))
        {
            outlines.Read(record);
        }

        return (outlines.Simplified(), outlines._issues);
    }

    private void Read(JsonRecord record)
    {
        IFeature? feature = null;
        string? problem = null;
        try
        {
            feature = JsonSerializer.Deserialize<IFeature>(record.Utf8.Span, GeoJson);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException
            or IndexOutOfRangeException or NullReferenceException or InvalidCastException)
        {
            problem = e.Message; // the library's readers say so in each of these ways
        }

        var key = feature?.Attributes?.GetOptionalValue("code") as string;
        if (feature is null || key is null)
        {
            Reject(
                "OUTLINE_UNREADABLE", $"Not a GeoJSON feature with a code: {problem ?? "its properties hold no text called code"}", key,
                record.Place);
        }
        else if (!InseeCode.TryParse(key, out var code))
        {
            Reject("BAD_CODE", "The code is not an INSEE code.", key, record.Place);
        }
        else if (_territories.CurrentCommune(code) is not { } commune)
        {
            Reject("UNKNOWN_COMMUNE", "The code is not, and never was, that of a commune.", key, record.Place);
        }
        else if (Refusal(feature.Geometry, commune) is var (issue, reason))
        {
            _refused.Add(commune.Code);
            Reject(issue, $"The outline of {commune.Name} {reason}.", key, record.Place);
        }
        else
        {
            Keep(code, commune, feature.Geometry, record.Place);
        }
    }

    private (string Code, string Reason)? Refusal(Geometry? outline, Commune commune)
    {
        if (outline is not (Polygon or MultiPolygon) || outline.IsEmpty)
        {
            return ("OUTLINE_WITHOUT_AREA", "is no polygon");
        }

        if (outline.NumPoints > MaxPoints)
        {
            return ("OUTLINE_TOO_LARGE", $"has more than {MaxPoints} points");
        }

        var around = outline.EnvelopeInternal;
        var isOnEarth = GeoPoint.IsOnEarth(around.MinY, around.MinX) && GeoPoint.IsOnEarth(around.MaxY, around.MaxX);
        var box = PlausibleBox.Of(commune.DepartementCode, _territories.FindDepartement(commune.DepartementCode)!.Zone);
        return !isOnEarth || (box is { } land && !(land.Contains(around.MinY, around.MinX) && land.Contains(around.MaxY, around.MaxX)))
            ? ("OUT_OF_TERRITORY", $"is not in the territory of département {commune.DepartementCode}: longitude comes first, in degrees")
            : null;
    }

    private void Keep(InseeCode code, Commune commune, Geometry read, RecordPlace place)
    {
        if (_outlines.ContainsKey(code))
        {
            Reject("DUPLICATE", $"The outline of {commune.Name} is there twice; the first one is kept.", code.Value, place);
            return;
        }

        if (OutlineRepair.Repair(read) is not { } outline)
        {
            _refused.Add(commune.Code);
            Reject("OUTLINE_BROKEN", $"The outline of {commune.Name} crosses itself in a way that cannot be mended.", code.Value, place);
            return;
        }

        if (outline != read)
        {
            _issues.Add(new ImportIssue(
                ImportIssueSeverity.Warning, "OUTLINE_REPAIRED", $"{_fileName}: The outline of {commune.Name} crossed itself; mended.",
                code.Value, place, null));
        }

        _points += outline.NumPoints;
        if (_points > MaxPointsInAll)
        {
            throw new SourceFileException(
                $"{_fileName} holds more than {MaxPointsInAll} points: take outlines that are simplified to some 50 m.");
        }

        _outlines.Add(code, outline);
    }

    private List<SourceOutline> Simplified()
    {
        var kept = _outlines.Where(outline => !_refused.Contains(_territories.CurrentCommune(outline.Key)!.Code)).ToList();
        var simplified = CoverageSimplifier.Simplify([.. kept.Select(outline => outline.Value)], Tolerance);
        var writer = new WKBWriter { HandleOrdinates = Ordinates.XY };
        return [.. kept.Zip(simplified, (outline, simple) => new SourceOutline(
            outline.Key, writer.Write(simple is { IsEmpty: false, IsValid: true } ? simple : outline.Value)))];
    }

    private void Reject(string code, string message, string? key, RecordPlace place) =>
        _issues.Add(new ImportIssue(ImportIssueSeverity.Rejected, code, $"{_fileName}: {Short(message)}", Short(key), place, null));

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
