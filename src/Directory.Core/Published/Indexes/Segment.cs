using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// Records in the order of lists, each known by its ordinal, with every index over them. A picture has two: the base
/// and the overlay of what changed since it was built; the same code asks both.
/// </summary>
internal sealed class Segment
{
    private ReceptionTable? _receptions;

    public static readonly Segment Empty = new RecordSegmentBuilder([], null).Build();

    /// <summary>In the order of <see cref="AdministrationRecord.Compare"/>.</summary>
    public required AdministrationRecord[] Records { get; init; }

    public required IdTable Ids { get; init; }

    /// <summary>By <see cref="StableHash.OfExternalId"/>: what is found must be compared.</summary>
    public required KeyedOrdinals ExternalIds { get; init; }

    /// <summary>By hash of the parent's id: what is found must be compared.</summary>
    public required KeyedOrdinals Children { get; init; }

    /// <summary>The number of each service type's code in this segment; also of types that only competences name.</summary>
    public required Dictionary<string, int> TypeNumbers { get; init; }

    /// <summary>By number of service type.</summary>
    public required KeyedOrdinals Types { get; init; }

    /// <summary>By the place of the seat: commune, département and region.</summary>
    public required KeyedOrdinals Seats { get; init; }

    public required ServedPlaces Served { get; init; }

    public required NameWords Names { get; init; }

    /// <summary>Every located record.</summary>
    public required SphereTree Located { get; init; }

    /// <summary>The located records of each service type, by its number; null where there are none.</summary>
    public required SphereTree?[] LocatedByType { get; init; }

    /// <summary>The ordinals in the order of the log.</summary>
    public required int[] BySequence { get; init; }

    /// <summary>The instants of verification, ascending, records without one left out.</summary>
    public required long[] VerifiedTicks { get; init; }

    /// <summary>The records whose own point is not believed, by ordinal: few.</summary>
    public required IReadOnlyDictionary<int, BelievedPoint> Elsewhere { get; init; }

    /// <summary>When receptions are open: made when a filter first asks.</summary>
    public ReceptionTable Receptions => _receptions ??= new ReceptionTable(Records);

    public int Count => Records.Length;

    /// <summary>Where a record is, for distances.</summary>
    public BelievedPoint PointOf(int ordinal) =>
        Elsewhere.TryGetValue(ordinal, out var believed) ? believed : new(Records[ordinal].Location, false);

    /// <summary>The first ordinal whose record comes after this place in the order of lists.</summary>
    public int FirstAfter(ReadOnlySpan<byte> foldedName, Guid id)
    {
        var (low, high) = (0, Records.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = Records[middle].FoldedName.SequenceCompareTo(foldedName);
            if (order < 0 || (order == 0 && Records[middle].Id.CompareTo(id) <= 0))
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

    /// <summary>The first position of <see cref="BySequence"/> after a sequence.</summary>
    public int FirstChangedAfter(long sequence)
    {
        var (low, high) = (0, BySequence.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Records[BySequence[middle]].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public static Segment Build(AdministrationRecord[] records, TerritoryIndex? territories) =>
        new RecordSegmentBuilder(records, territories).Build();
}
