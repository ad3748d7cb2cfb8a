using PublicDirectory.Core.Published.Indexes;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>
/// The records of a segment that may match, ascending, from the most selective index that the conditions allow, and
/// what remains to be checked on each.
/// </summary>
internal readonly ref struct Candidates
{
    // Up to so many, looking at each is cheaper than gathering what lies in a part of the map.
    private const int FewToLookAt = 256;

    private readonly ReadOnlySpan<int> _ordinals;
    private readonly bool _isAll;

    private Candidates(ReadOnlySpan<int> ordinals, Checks checks)
    {
        _ordinals = ordinals;
        (Count, Checks) = (ordinals.Length, checks);
    }

    private Candidates(int count, Checks checks) => (_isAll, AreInTrees, Count, Checks) = (true, true, count, checks);

    public int Count { get; }

    public Checks Checks { get; }

    /// <summary>Whether they are all records, or all of the types asked for: what the trees hold too.</summary>
    public bool AreInTrees { get; private init; }

    public int this[int position] => _isAll ? position : _ordinals[position];

    public static Candidates Of(Segment segment, AdministrationQuery query, AdministrationFilter filter)
    {
        if (query.Serves is not null)
        {
            return new(Serving(segment, query, filter), filter.Checks);
        }

        var best = new Candidates(segment.Count, filter.Checks);
        if (query.Parent is { } parent)
        {
            best = best.OrBetter(segment.Children.Find(StableHash.Of(parent)), filter.Checks);
        }

        if (query.ExternalIds is not null)
        {
            best = best.OrBetter(segment.ExternalIds, filter.ExternalIdKeys, segment.Count, filter.Checks);
        }

        if (filter.SeatPlaces is { } seats)
        {
            best = best.OrBetter(segment.Seats, seats, segment.Count, filter.Checks & ~Checks.Commune);
        }

        if (query.Departement is not null)
        {
            best = best.OrBetter(segment.Seats.Find(filter.DepartementPlace), filter.Checks & ~Checks.Departement);
        }

        if (query.Region is not null)
        {
            best = best.OrBetter(segment.Seats.Find(filter.RegionPlace), filter.Checks & ~Checks.Region);
        }

        if (query.Types is { } asked)
        {
            best =
                best.OrBetter(
                    segment.Types, NumbersOf(segment, asked), segment.Count, filter.Checks & ~Checks.Types, areInTrees: true);
        }

        best = filter.NameWords.Length > 0 ? best.OrBetterByName(segment, filter) : best;
        return query is { Box: { } box, Near: null } && best.Count > FewToLookAt ? best.OrBetterInBox(segment, box, filter) : best;
    }

    /// <summary>The first position at or after an ordinal.</summary>
    public int FirstFrom(int ordinal)
    {
        if (_isAll)
        {
            return ordinal;
        }

        var position = _ordinals.BinarySearch(ordinal);
        return position < 0 ? ~position : position;
    }

    /// <summary>How many of the candidates match.</summary>
    public int CountMatches(LiveSegment live, AdministrationFilter filter)
    {
        if (Checks == Checks.None)
        {
            return Count - (live.Hidden is null ? 0 : _isAll ? live.Hidden.Count : live.Hidden.CountIn(_ordinals));
        }

        var count = 0;
        for (var position = 0; position < Count; position++)
        {
            var ordinal = this[position];
            count += !live.IsHidden(ordinal) && filter.Matches(live.Segment, ordinal, Checks) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The numbers that a segment gave to service types; types that it does not know are left out.</summary>
    public static int[] NumbersOf(Segment segment, IReadOnlyList<string> types)
    {
        var numbers = new List<int>(types.Count);
        foreach (var type in types)
        {
            if (segment.TypeNumbers.TryGetValue(type, out var number) && !numbers.Contains(number))
            {
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }

    private static int[] Serving(Segment segment, AdministrationQuery query, AdministrationFilter filter)
    {
        var types = query.Types is { } asked ? NumbersOf(segment, asked) : null;
        var found = new List<int>();
        foreach (var place in filter.ServedPlaces)
        {
            var rows = segment.Served.Find(place);
            for (var row = 0; row < rows.Count; row++)
            {
                if ((types is null || types.AsSpan().Contains(rows.TypeAt(row)))
                    && (!rows.IsDatedAt(row) || query.ServesOn is null
                        || CompetenceLookup.IsValid(segment.Records[rows.OrdinalAt(row)], query.Types, place, query.ServesOn.Value)))
                {
                    found.Add(rows.OrdinalAt(row));
                }
            }
        }

        found.Sort();
        return [.. found.Distinct()];
    }

    private Candidates OrBetter(ReadOnlySpan<int> ordinals, Checks checks) =>
        ordinals.Length < Count || (ordinals.Length == Count && _isAll) ? new(ordinals, checks) : this;

    private Candidates OrBetter(KeyedOrdinals index, int[] keys, int segmentCount, Checks checks, bool areInTrees = false)
    {
        var total = 0;
        foreach (var key in keys)
        {
            total += index.Find(key).Length;
        }

        return total < Count || (total == Count && _isAll)
            ? new(OrdinalUnion.Of(index, keys, segmentCount), checks) { AreInTrees = areInTrees }
            : this;
    }

    private Candidates OrBetterInBox(Segment segment, GeoBox box, AdministrationFilter filter)
    {
        if (box.Circle() is not { } circle)
        {
            return this;
        }

        var visitor = new GatheringVisitor(SpherePoint.ChordOf(circle.RadiusMetres), Count);
        segment.Located.Walk(new SpherePoint(circle.Middle), ref visitor);
        return visitor.Found is { } found ? new(found, filter.Checks) : this;
    }

    // One word is enough for the candidates, the rarest of them: the others are then checked.
    private Candidates OrBetterByName(Segment segment, AdministrationFilter filter)
    {
        var best = default(Range);
        var bestTotal = Count;
        foreach (var word in filter.NameWords)
        {
            var (places, total) = (segment.Names.Find(word), 0);
            for (var place = places.Start.Value; place < places.End.Value && total < bestTotal; place++)
            {
                total += segment.Names.At(place).Length;
            }

            (best, bestTotal) = total < bestTotal ? (places, total) : (best, bestTotal);
        }

        return bestTotal == Count
            ? this
            : new(
                OrdinalUnion.Of(segment.Names, best, segment.Count),
                filter.NameWords.Length == 1 ? filter.Checks & ~Checks.Name : filter.Checks);
    }
}

/// <summary>Gathers what lies in a circle, unless that is no fewer than there are otherwise.</summary>
internal struct GatheringVisitor(double chord, int fewerThan) : SphereTree.IVisitor
{
    private readonly List<int> _found = [];

    public readonly double MaxChord => _found.Count >= fewerThan ? 0 : chord;

    /// <summary>Ascending; null where there are no fewer.</summary>
    public readonly int[]? Found => _found.Count >= fewerThan ? null : [.. _found.Order()];

    public readonly void Visit(int ordinal, double chordSquared) => _found.Add(ordinal);
}
