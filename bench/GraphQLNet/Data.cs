using System.Text.Json;

namespace PublicDirectory.GraphQLNet;

internal sealed record Point(double Latitude, double Longitude);

internal sealed record Address(IReadOnlyList<string> Lines, string? PostalCode, string? City);

internal sealed record RegularPeriod(IReadOnlyList<string> Days, string Opens, string Closes);

internal sealed record OpeningHours(IReadOnlyList<RegularPeriod> Regular, string? Summary);

internal sealed record OpenState(string Status, string Label);

internal sealed record Channel(string Kind, string Label, string Value, string? Href);

internal sealed record Administration(
    string Id,
    string Name,
    string? VerifiedAt,
    IReadOnlyList<Address> Addresses,
    OpeningHours? OpeningHours,
    OpenState OpenState,
    IReadOnlyList<Channel> Channels,
    IReadOnlyList<string> Types,
    string? Departement,
    Point? Location);

internal sealed record Hit(Administration Node, double? Metres);

internal sealed record Page(IReadOnlyList<Hit> Hits, bool HasNextPage)
{
    public static Page Of(List<Hit> hits, int first) => new(hits.Count > first ? hits[..first] : hits, hits.Count > first);
}

/// <summary>The exported administrations in memory, found as the other servers in memory find them:
/// by id, by département, in a grid.</summary>
internal sealed class Data
{
    private const double Cell = 0.1;
    private const double EarthRadius = 6371008.8;

    private readonly Administration[] _all;
    private readonly Dictionary<string, Administration> _byId;
    private readonly ILookup<string?, Administration> _byDepartement;
    private readonly ILookup<(int Row, int Column), Administration> _grid;

    private Data(Administration[] all)
    {
        _all = all;
        _byId = all.ToDictionary(one => one.Id);
        _byDepartement = all.ToLookup(one => one.Departement);
        _grid = all.Where(one => one.Location is not null).ToLookup(one => CellOf(one.Location!));
    }

    public static Data Read(string file) => new([.. File.ReadLines(file)
        .Select(line => JsonSerializer.Deserialize<Administration>(line, JsonSerializerOptions.Web)!)]);

    public Administration? Find(string id) => _byId.GetValueOrDefault(id);

    public Page List(IReadOnlyCollection<string>? types, string? departement, int first)
    {
        IEnumerable<Administration> list = departement is null ? _all : _byDepartement[departement];
        return Page.Of([.. list.Where(one => HasType(one, types)).Take(first + 1).Select(one => new Hit(one, null))], first);
    }

    // Rings of cells around the point, until no cell further out can hold anything nearer.
    public Page Nearest(Point point, int radius, IReadOnlyCollection<string>? types, int first)
    {
        var hits = new List<Hit>();
        var (row, column) = CellOf(point);
        var cellMetres = Cell * 111195 * Math.Cos(Radians(point.Latitude));
        for (var ring = 0; (ring - 1) * cellMetres <= radius; ring++)
        {
            for (var y = row - ring; y <= row + ring; y++)
            {
                for (var x = column - ring; x <= column + ring; x += Math.Abs(y - row) == ring ? 1 : Math.Max(2 * ring, 1))
                {
                    hits.AddRange(_grid[(y, x)]
                        .Where(one => HasType(one, types))
                        .Select(one => new Hit(one, Metres(point, one.Location!)))
                        .Where(hit => hit.Metres <= radius));
                }
            }

            hits.Sort((a, b) => a.Metres!.Value.CompareTo(b.Metres!.Value));
            if (hits.Count > first && hits[first].Metres <= ring * cellMetres)
            {
                break;
            }
        }

        return Page.Of(hits, first);
    }

    private static bool HasType(Administration one, IReadOnlyCollection<string>? types) => types is null || one.Types.Any(types.Contains);

    private static (int Row, int Column) CellOf(Point point) =>
        ((int)Math.Floor(point.Latitude / Cell), (int)Math.Floor(point.Longitude / Cell));

    private static double Metres(Point a, Point b)
    {
        var (latitude, longitude) = (Math.Sin(Radians(b.Latitude - a.Latitude) / 2), Math.Sin(Radians(b.Longitude - a.Longitude) / 2));
        var haversine = (latitude * latitude) + (Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * longitude * longitude);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
