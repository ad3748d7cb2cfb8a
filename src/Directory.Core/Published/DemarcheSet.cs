using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Core.Published;

/// <summary>The published démarches: a few thousand, so that the set is made anew when some change.</summary>
internal sealed class DemarcheSet
{
    public static readonly DemarcheSet Empty = new([]);

    private readonly Dictionary<Guid, DemarcheRecord> _byId;
    private readonly KeyedOrdinals _externalIds;

    public DemarcheSet(DemarcheRecord[] records)
    {
        Array.Sort(records, DemarcheRecord.Compare);
        ByTitle = records;
        BySequence = [.. records.OrderBy(record => record.Sequence)];
        _byId = records.ToDictionary(record => record.Id);
        var (externalIds, handledBy) = (new KeyedOrdinals.Builder(), new Dictionary<string, List<DemarcheRecord>>(StringComparer.Ordinal));
        for (var ordinal = 0; ordinal < records.Length; ordinal++)
        {
            foreach (var id in records[ordinal].ExternalIds)
            {
                externalIds.Add(StableHash.OfExternalId(id.Scheme.Span, id.Value.Span), ordinal);
            }

            foreach (var type in records[ordinal].HandledBy)
            {
                var code = type.ToString();
                (handledBy.TryGetValue(code, out var list) ? list : handledBy[code] = []).Add(records[ordinal]);
            }
        }

        _externalIds = externalIds.Build();
        HandledBy = handledBy.ToDictionary(each => each.Key, each => each.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>In the order of lists.</summary>
    public DemarcheRecord[] ByTitle { get; }

    /// <summary>In the order of the log.</summary>
    public DemarcheRecord[] BySequence { get; }

    /// <summary>By code of service type, in the order of lists.</summary>
    public IReadOnlyDictionary<string, DemarcheRecord[]> HandledBy { get; }

    public DemarcheRecord? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>In the order of lists: several may share an identifier.</summary>
    public IReadOnlyList<DemarcheRecord> Find(JsonText scheme, JsonText value)
    {
        var found = new List<DemarcheRecord>(1);
        foreach (var ordinal in _externalIds.Find(StableHash.OfExternalId(scheme.Span, value.Span)))
        {
            foreach (var id in ByTitle[ordinal].ExternalIds)
            {
                if (id.Scheme == scheme && id.Value == value)
                {
                    found.Add(ByTitle[ordinal]);
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>The set after these changes; itself when none of them is about a démarche.</summary>
    public DemarcheSet With(IReadOnlyCollection<DecodedVersion> changes)
    {
        if (!changes.Any(change => change.Demarche is not null || _byId.ContainsKey(change.EntryId)))
        {
            return this;
        }

        var records = new Dictionary<Guid, DemarcheRecord>(_byId);
        foreach (var change in changes)
        {
            records.Remove(change.EntryId);
            if (change.Demarche is { } demarche)
            {
                records.Add(demarche.Id, demarche);
            }
        }

        return new DemarcheSet([.. records.Values]);
    }
}
