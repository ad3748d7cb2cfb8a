using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;

namespace PublicDirectory.Importers.Territories;

/// <summary>Mends polygons that cross themselves, as drawing and simplifying leave them.</summary>
internal static class OutlineRepair
{
    // Mending cuts lines at each crossing: of a file made for it, their number would be the square of its points.
    private const int MaxCrossings = 1_000;

    /// <summary>The outline as it is where it is sound; mended; or null where no polygon can be made of it.</summary>
    public static Geometry? Repair(Geometry outline)
    {
        if (outline.IsValid)
        {
            return outline;
        }

        var crossings = new Crossings();
        new MCIndexNoder(crossings).ComputeNodes(SegmentStringUtil.ExtractNodedSegmentStrings(outline));
        if (crossings.IsDone)
        {
            return null;
        }

        var mended = GeometryFixer.Fix(outline);
        return mended is Polygon or MultiPolygon && !mended.IsEmpty ? mended : null;
    }

    private sealed class Crossings : ISegmentIntersector
    {
        private readonly RobustLineIntersector _intersector = new();
        private int _count;

        public bool IsDone => _count > MaxCrossings;

        public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
        {
            if (e0 == e1 && segIndex0 == segIndex1)
            {
                return;
            }

            _intersector.ComputeIntersection(
                e0.Coordinates[segIndex0], e0.Coordinates[segIndex0 + 1], e1.Coordinates[segIndex1], e1.Coordinates[segIndex1 + 1]);
            if (_intersector.HasIntersection && _intersector.IsInteriorIntersection())
            {
                _count++;
            }
        }
    }
}
