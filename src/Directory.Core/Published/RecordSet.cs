using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Core.Published;

/// <summary>The published entries of a kind of which there are few: made anew when one changes.</summary>
/// <typeparam name="TRecord">What is kept of each.</typeparam>
internal abstract class RecordSet<TRecord>
    where TRecord : DocumentRecord
{
    protected RecordSet(IEnumerable<TRecord> records)
    {
        BySequence = [.. records.OrderBy(record => record.Sequence)];
        ById = BySequence.ToDictionary(record => record.Id);
    }

    /// <summary>In the order of the log.</summary>
    public TRecord[] BySequence { get; }

    public Dictionary<Guid, TRecord> ById { get; }

    public TRecord? Find(Guid id) => ById.GetValueOrDefault(id);

    /// <summary>Those of this kind after these changes, in no order; null when none of the changes is about one.</summary>
    protected IReadOnlyCollection<TRecord>? Changed(IReadOnlyCollection<DecodedVersion> changes)
    {
        if (!changes.Any(change => change.Document is TRecord || ById.ContainsKey(change.EntryId)))
        {
            return null;
        }

        var records = new Dictionary<Guid, TRecord>(ById);
        foreach (var change in changes)
        {
            records.Remove(change.EntryId);
            if (change.Document is TRecord record)
            {
                records.Add(record.Id, record);
            }
        }

        return records.Values;
    }
}
