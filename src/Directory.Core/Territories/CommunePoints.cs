using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>
/// Finds the nearest town halls. Points are sorted by latitude; the search spreads north and south from the asked
/// latitude and stops where the difference of latitude alone is farther than what it holds: exact, and short since
/// town halls are a few kilometres apart.
/// </summary>
internal sealed class CommunePoints
{
    // A degree of latitude on GeoPoint's sphere, rounded down so that the bound stays one.
    private const double MetresPerDegree = 111_195.07;

    private readonly GeoPoint[] _points;
    private readonly int[] _ordinals;

    private CommunePoints(GeoPoint[] points, int[] ordinals) => (_points, _ordinals) = (points, ordinals);

    public static CommunePoints Of(Commune[] communes)
    {
        var located = communes.Where(commune => commune.IsStanding && commune.Location is not null)
            .OrderBy(commune => commune.Location!.Value.Latitude)
            .ToArray();
        return new CommunePoints(
            Array.ConvertAll(located, commune => commune.Location!.Value),
            Array.ConvertAll(located, commune => commune.Ordinal));
    }

    /// <summary>Writes the nearest, nearest first; ties in the order of codes.</summary>
    /// <returns>How many were written: fewer than asked for only where no more are known.</returns>
    public int Nearest(GeoPoint point, Span<(int Ordinal, double DistanceMetres)> nearest)
    {
        var count = 0;
        if (nearest.IsEmpty)
        {
            return 0;
        }

        var north = FirstNotSouthOf(point.Latitude);
        var south = north - 1;
        while (south >= 0 || north < _points.Length)
        {
            var northwards = north < _points.Length ? _points[north].Latitude - point.Latitude : double.PositiveInfinity;
            var southwards = south >= 0 ? point.Latitude - _points[south].Latitude : double.PositiveInfinity;
            var degrees = Math.Min(northwards, southwards);
            if (count == nearest.Length && degrees * MetresPerDegree > nearest[count - 1].DistanceMetres)
            {
                break;
            }

            var index = northwards <= southwards ? north++ : south--;
            Keep(nearest, ref count, (_ordinals[index], point.DistanceMetresTo(_points[index])));
        }

        return count;
    }

    private int FirstNotSouthOf(double latitude)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].Latitude < latitude)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static void Keep(
        Span<(int Ordinal, double DistanceMetres)> nearest, ref int count, (int Ordinal, double DistanceMetres) found)
    {
        if (count == nearest.Length && !IsNearer(found, nearest[count - 1]))
        {
            return;
        }

        var at = count < nearest.Length ? count++ : count - 1;
        while (at > 0 && IsNearer(found, nearest[at - 1]))
        {
            nearest[at] = nearest[at - 1];
            at--;
        }

        nearest[at] = found;
    }

    private static bool IsNearer(
        (int Ordinal, double DistanceMetres) left, (int Ordinal, double DistanceMetres) right) =>
        left.DistanceMetres < right.DistanceMetres
        || (left.DistanceMetres <= right.DistanceMetres && left.Ordinal < right.Ordinal);
}
