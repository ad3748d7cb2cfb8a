using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>Sorts records and indexes them in one walk.</summary>
internal sealed class RecordSegmentBuilder
{
    private readonly AdministrationRecord[] _records;
    private readonly TerritoryIndex? _territories;
    private readonly KeyedOrdinals.Builder _externalIds = new();
    private readonly KeyedOrdinals.Builder _children = new();
    private readonly KeyedOrdinals.Builder _types = new();
    private readonly KeyedOrdinals.Builder _seats = new();
    private readonly ServedPlaces.Builder _served = new();
    private readonly NameWords.Builder _names = new();
    private readonly Dictionary<string, int> _typeNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _regionOfDepartement = [];
    private readonly List<List<int>> _locatedByType = [];
    private readonly List<int> _located = [];
    private readonly List<long> _verified = [];
    private readonly Dictionary<int, BelievedPoint> _elsewhere = [];
    private readonly SpherePoint[] _points;

    /// <param name="records">Taken over and sorted in place.</param>
    /// <param name="territories">
    /// Says which region a département is in, and which points are far from their commune; null: no region is indexed, all are believed.
    /// </param>
    public RecordSegmentBuilder(AdministrationRecord[] records, TerritoryIndex? territories)
    {
        (_records, _territories) = (records, territories);
        _points = new SpherePoint[records.Length];
    }

    public Segment Build()
    {
        Sort();
        NumberRegions();
        for (var ordinal = 0; ordinal < _records.Length; ordinal++)
        {
            Add(_records[ordinal], ordinal);
        }

        var bySequence = new int[_records.Length];
        var sequences = new long[_records.Length];
        for (var ordinal = 0; ordinal < bySequence.Length; ordinal++)
        {
            (bySequence[ordinal], sequences[ordinal]) = (ordinal, _records[ordinal].Sequence);
        }

        Array.Sort(sequences, bySequence);
        _verified.Sort();
        return new Segment
        {
            Records = _records,
            Ids = new IdTable(_records),
            ExternalIds = _externalIds.Build(),
            Children = _children.Build(),
            TypeNumbers = _typeNumbers,
            Types = _types.Build(),
            Seats = _seats.Build(),
            Served = _served.Build(),
            Names = _names.Build(),
            Located = SphereTree.Build(_located, _points),
            LocatedByType = [.. _locatedByType.Select(
                ordinals => ordinals.Count == 0 ? null : SphereTree.Build(ordinals, _points))],
            BySequence = bySequence,
            VerifiedTicks = [.. _verified],
            Elsewhere = _elsewhere,
        };
    }

    private void Sort()
    {
        // Records of a snapshot come sorted: looking costs little.
        for (var i = 1; i < _records.Length; i++)
        {
            if (AdministrationRecord.Compare(_records[i - 1], _records[i]) > 0)
            {
                Array.Sort(_records, AdministrationRecord.Compare);
                return;
            }
        }
    }

    private void NumberRegions()
    {
        foreach (var departement in _territories?.Departements ?? [])
        {
            _regionOfDepartement[PlaceKey.OfDepartement(departement.Code)] = PlaceKey.OfRegion(departement.RegionCode);
        }
    }

    private void Add(AdministrationRecord record, int ordinal)
    {
        _names.Add(record.FoldedName, ordinal);
        foreach (var id in record.ExternalIds)
        {
            _externalIds.Add(StableHash.OfExternalId(id.Scheme.Span, id.Value.Span), ordinal);
        }

        if (record.Parent is { } parent)
        {
            _children.Add(StableHash.Of(parent), ordinal);
        }

        if (record.CommuneKey is var commune and >= 0)
        {
            var departement = PlaceKey.DepartementOf(commune);
            _seats.Add(commune, ordinal);
            _seats.Add(departement, ordinal);
            if (_regionOfDepartement.TryGetValue(departement, out var region))
            {
                _seats.Add(region, ordinal);
            }
        }

        var believed = BelievedPoint.Of(record, _territories);
        if (believed.IsApproximate)
        {
            _elsewhere.Add(ordinal, believed);
        }

        var location = believed.Point;
        if (location is { } point)
        {
            _points[ordinal] = new SpherePoint(point);
            _located.Add(ordinal);
        }

        foreach (var type in record.Types)
        {
            var number = NumberOf(type);
            _types.Add(number, ordinal);
            if (location is not null && (_locatedByType[number].Count == 0 || _locatedByType[number][^1] != ordinal))
            {
                _locatedByType[number].Add(ordinal);
            }
        }

        foreach (var competence in record.Competences)
        {
            AddCompetence(competence, ordinal);
        }

        if (record.VerifiedTicks != long.MinValue)
        {
            _verified.Add(record.VerifiedTicks);
        }
    }

    private void AddCompetence(CompetenceView competence, int ordinal)
    {
        var type = NumberOf(competence.ServiceType);
        var isDated = competence.ValidFrom is not null || competence.ValidTo is not null;
        var communes = competence.Communes.GetEnumerator();
        while (communes.MoveNext())
        {
            _served.Add(communes.Key, type, isDated, ordinal);
        }

        foreach (var departement in competence.Departements)
        {
            AddPlace(PlaceKey.OfDepartement(departement.ToString()));
        }

        foreach (var region in competence.Regions)
        {
            AddPlace(PlaceKey.OfRegion(region.ToString()));
        }

        if (competence.WholeCountry)
        {
            AddPlace(PlaceKey.Country);
        }

        void AddPlace(int place)
        {
            if (place >= 0)
            {
                _served.Add(place, type, isDated, ordinal);
            }
        }
    }

    private int NumberOf(JsonText code)
    {
        // Looked up by characters, so that the string of a code is made once and not for every record.
        Span<char> buffer = stackalloc char[128];
        ReadOnlySpan<char> text = code.ToString(buffer);
        if (!_typeNumbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var number))
        {
            number = _typeNumbers.Count;
            if (number == ServedPlaces.MaxTypes)
            {
                throw new InvalidOperationException($"More than {ServedPlaces.MaxTypes} service types are in use.");
            }

            _typeNumbers.Add(text.ToString(), number);
            _locatedByType.Add([]);
        }

        return number;
    }
}
