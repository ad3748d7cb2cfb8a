using PublicDirectory.Core.Published.Indexes;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>The nearest records so far, by exact distance and then id, after some place in that order.</summary>
/// <param name="near">The circle.</param>
/// <param name="capacity">How many to keep, at least 1.</param>
/// <param name="after">The distance and id after which to begin; null for the beginning.</param>
internal sealed class NearestList(NearPoint near, int capacity, (double Metres, Guid Id)? after)
{
    private readonly AdministrationHit[] _hits = new AdministrationHit[capacity];
    private readonly double[] _metres = new double[capacity];
    private int _count;

    /// <summary>The straight distance beyond which a record cannot enter the list.</summary>
    public double MaxChord { get; private set; } = SpherePoint.ChordOf(near.RadiusMetres);

    public ReadOnlySpan<AdministrationHit> Hits => _hits.AsSpan(0, _count);

    public void Offer(Segment segment, int ordinal, AdministrationFilter filter, Checks checks)
    {
        var record = segment.Records[ordinal];
        var (point, isApproximate) = segment.PointOf(ordinal);
        var metres = near.Point.DistanceMetresTo(point!.Value);
        if (metres > near.RadiusMetres || (_count == capacity && metres > _metres[^1]))
        {
            return;
        }

        var id = record.Id;
        if (after is { } start && (metres < start.Metres || (metres == start.Metres && id.CompareTo(start.Id) <= 0)))
        {
            return;
        }

        // The last one in the list that comes before this one; it may be this one, found again by another of its types.
        var place = _count;
        while (place > 0 && _metres[place - 1] >= metres)
        {
            var order = _metres[place - 1] > metres ? 1 : _hits[place - 1].Record.Id.CompareTo(id);
            if (order == 0)
            {
                return;
            }

            if (order < 0)
            {
                break;
            }

            place--;
        }

        if (place == capacity || !filter.Matches(segment, ordinal, checks))
        {
            return;
        }

        _count = Math.Min(_count + 1, capacity);
        for (var i = _count - 1; i > place; i--)
        {
            (_hits[i], _metres[i]) = (_hits[i - 1], _metres[i - 1]);
        }

        (_hits[place], _metres[place]) = (new AdministrationHit(record, metres, isApproximate), metres);
        if (_count == capacity)
        {
            MaxChord = SpherePoint.ChordOf(_metres[^1]);
        }
    }
}

/// <summary>Offers what a tree finds to a list.</summary>
internal readonly ref struct NearestVisitor(
    LiveSegment live, NearestList list, AdministrationFilter filter, Checks checks) : SphereTree.IVisitor
{
    private readonly LiveSegment _live = live;

    public double MaxChord => list.MaxChord;

    public void Visit(int ordinal, double chordSquared)
    {
        if (!_live.IsHidden(ordinal))
        {
            list.Offer(_live.Segment, ordinal, filter, checks);
        }
    }
}

/// <summary>Counts what a tree finds within a circle.</summary>
internal struct CountVisitor(LiveSegment live, NearPoint near, AdministrationFilter filter, Checks checks, HashSet<int>? distinct)
    : SphereTree.IVisitor
{
    // Within this straight distance a record is in the circle whatever the rounding: only the border is measured.
    private readonly double _surelyInside = SpherePoint.ChordOf(near.RadiusMetres) - 4e-6;

    public double MaxChord { get; } = SpherePoint.ChordOf(near.RadiusMetres);

    public int Count { get; private set; }

    public void Visit(int ordinal, double chordSquared)
    {
        if (live.IsHidden(ordinal))
        {
            return;
        }

        var isInside = (_surelyInside > 0 && chordSquared < _surelyInside * _surelyInside)
            || near.Point.DistanceMetresTo(live.Segment.PointOf(ordinal).Point!.Value) <= near.RadiusMetres;
        if (isInside && filter.Matches(live.Segment, ordinal, checks) && (distinct is null || distinct.Add(ordinal)))
        {
            Count++;
        }
    }
}
