using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

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
        var externalIds = new KeyedOrdinals.Builder();
        var (handledBy, themes, lifeEvents) = (new Lists(), new Lists(), new Lists());
        for (var ordinal = 0; ordinal < records.Length; ordinal++)
        {
            foreach (var id in records[ordinal].ExternalIds)
            {
                externalIds.Add(StableHash.OfExternalId(id.Scheme.Span, id.Value.Span), ordinal);
            }

            foreach (var type in records[ordinal].HandledBy)
            {
                handledBy.Add(type, records[ordinal]);
            }

            foreach (var theme in records[ordinal].Themes)
            {
                for (ThemeView? level = theme; level is { } each; level = each.Parent)
                {
                    themes.Add(each.Id, records[ordinal]);
                }
            }

            foreach (var lifeEvent in records[ordinal].LifeEvents)
            {
                lifeEvents.Add(lifeEvent.Id, records[ordinal]);
            }
        }

        _externalIds = externalIds.Build();
        Classification = new Classification(BySequence);
        (HandledBy, ByTheme, ByLifeEvent) = (handledBy.ToArrays(), themes.ToArrays(), lifeEvents.ToArrays());
    }

    /// <summary>In the order of lists.</summary>
    public DemarcheRecord[] ByTitle { get; }

    /// <summary>In the order of the log.</summary>
    public DemarcheRecord[] BySequence { get; }

    /// <summary>The themes and life events that they name.</summary>
    public Classification Classification { get; }

    /// <summary>By code of service type, in the order of lists.</summary>
    public IReadOnlyDictionary<string, DemarcheRecord[]> HandledBy { get; }

    /// <summary>By id of a theme that they stand under at any level, in the order of lists.</summary>
    public IReadOnlyDictionary<string, DemarcheRecord[]> ByTheme { get; }

    /// <summary>By id of a life event, in the order of lists.</summary>
    public IReadOnlyDictionary<string, DemarcheRecord[]> ByLifeEvent { get; }

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

    /// <summary>Records by a key, in the order in which they come, each once.</summary>
    private sealed class Lists
    {
        private readonly Dictionary<string, List<DemarcheRecord>> _lists = new(StringComparer.Ordinal);

        public void Add(JsonText key, DemarcheRecord record)
        {
            var text = key.ToString();
            var list = _lists.TryGetValue(text, out var known) ? known : _lists[text] = [];
            if (list.Count == 0 || list[^1] != record)
            {
                list.Add(record);
            }
        }

        public Dictionary<string, DemarcheRecord[]> ToArrays() =>
            _lists.ToDictionary(each => each.Key, each => each.Value.ToArray(), StringComparer.Ordinal);
    }
}
