using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Effects;

/// <summary>In which département points lie, as far as town halls tell.</summary>
internal static class PointReader
{
    /// <summary>So near a town hall of its own département a point is taken to lie there: borders are not known.</summary>
    private const double NearMetres = 15_000;

    /// <param name="connection">The database.</param>
    /// <param name="points">A few.</param>
    /// <param name="own">The département where they are expected; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Func<GeoPoint, string?>> ReadAsync(
        NpgsqlConnection connection, IEnumerable<GeoPoint> points, string? own, CancellationToken cancellationToken)
    {
        var departements = new Dictionary<GeoPoint, string?>();
        foreach (var point in points.Distinct())
        {
            // Degrees of longitude shrink towards the poles; a box of half a degree keeps the scan short.
            var near = await connection.QueryAsync(
                """
                select departement_code, latitude, longitude from communes
                where latitude between $1 - 0.5 and $1 + 0.5 and longitude between $2 - 1 and $2 + 1
                """,
                row => (Code: row.GetString(0), Distance: new GeoPoint(row.GetDouble(1), row.GetDouble(2)).DistanceMetresTo(point)),
                cancellationToken,
                point.Latitude, point.Longitude);
            departements[point] = near.Exists(commune => commune.Code == own && commune.Distance <= NearMetres)
                ? own
                : near.Count == 0 ? null : near.MinBy(commune => commune.Distance).Code;
        }

        return point => departements.GetValueOrDefault(point);
    }
}
