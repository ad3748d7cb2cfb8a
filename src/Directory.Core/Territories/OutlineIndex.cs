using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.OverlayNG;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>An outline that is not today's commune any more: someone left it.</summary>
/// <param name="Commune">The commune whose outline is not believed.</param>
/// <param name="Newcomer">The commune without an outline whose town hall stands in it.</param>
public sealed record OutdatedOutline(Commune Commune, Commune Newcomer);

/// <summary>
/// Where today's communes lie, by ordinal of a <see cref="TerritoryIndex"/>. The outlines of former communes are united into that of the
/// commune that they became. A commune without an outline is not wrong: nothing is known of its borders.
/// </summary>
internal sealed class OutlineIndex
{
    // A float tells half a metre apart in Paris and two in Nouméa, and takes half the room of a double.
    private static readonly NtsGeometryServices Services = new(PackedCoordinateSequenceFactory.FloatFactory, new PrecisionModel(), 4326);

    private readonly CommuneOutline?[] _byOrdinal;
    private readonly HPRtree<int>? _parts; // the rectangle of each polygon, with the ordinal; null where there is none

    private OutlineIndex(CommuneOutline?[] byOrdinal)
    {
        _byOrdinal = byOrdinal;
        var parts = byOrdinal
            .SelectMany((outline, ordinal) => (outline?.Parts ?? []).Select(part => (part, ordinal)))
            .ToList();
        if (parts.Count > 0)
        {
            _parts = new HPRtree<int>();
            parts.ForEach(item => _parts.Insert(item.part, item.ordinal));
            _parts.Query(new Envelope(0, 0, 0, 0)); // the first question arranges the tree: better now than by two threads
        }
    }

    /// <summary>Outlines that were there and are not believed.</summary>
    public IReadOnlyList<OutdatedOutline> Outdated { get; private init; } = [];

    /// <param name="communes">All communes, by ordinal.</param>
    /// <param name="currentOf">Today's commune for a code of any time.</param>
    /// <param name="outlines">The outlines, by codes of any time.</param>
    public static OutlineIndex Of(Commune[] communes, Func<InseeCode, Commune?> currentOf, IReadOnlyList<SourceOutline> outlines)
    {
        var reader = new WKBReader(Services);
        var byOrdinal = new CommuneOutline?[communes.Length];
        foreach (var commune in outlines.GroupBy(outline => currentOf(outline.Code)?.Ordinal, outline => outline.Wkb))
        {
            if (commune.Key is { } ordinal)
            {
                byOrdinal[ordinal] = new CommuneOutline(Union([.. commune.Select(reader.Read)]));
            }
        }

        var all = new OutlineIndex(byOrdinal);
        var outdated = communes
            .Where(commune => commune is { Kind: CommuneKind.Current, Location: not null } && byOrdinal[commune.Ordinal] is null)
            .Select(
                newcomer => all.FindAt(newcomer.Location!.Value) is { } ordinal ? new OutdatedOutline(communes[ordinal], newcomer) : null)
            .OfType<OutdatedOutline>()
            .ToList();
        if (outdated.Count == 0)
        {
            return all;
        }

        outdated.ForEach(item => byOrdinal[item.Commune.Ordinal] = null);
        return new OutlineIndex(byOrdinal) { Outdated = outdated };
    }

    /// <summary>The outline of a commune, or null.</summary>
    public CommuneOutline? Find(int ordinal) => _byOrdinal[ordinal];

    /// <summary>The commune that the point lies in; on a common border the first one by code. Null where none is known.</summary>
    public int? FindAt(GeoPoint point)
    {
        int? found = null;
        foreach (var ordinal in _parts?.Query(new Envelope(new Coordinate(point.Longitude, point.Latitude))) ?? [])
        {
            if (!(found <= ordinal) && _byOrdinal[ordinal]!.Covers(point))
            {
                found = ordinal;
            }
        }

        return found;
    }

    private static Geometry Union(IReadOnlyList<Geometry> parts) => parts.Count == 1 ? parts[0] : OverlayNGRobust.Union(parts);
}
