using System.Collections.Concurrent;

namespace GraphQLEngine.Execution;

/// <summary>
/// Prepared documents, bounded in number and in the memory that they and their plans take. Finding takes no lock; when a
/// bound is reached, what was not used for the longest goes until a quarter is free.
/// </summary>
internal class BoundedCache<TKey>(int maxCount, long maxBytes, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly Lock _writing = new();
    private long _clock;

    public int Count => Entries.Count;

    protected ConcurrentDictionary<TKey, Entry> Entries { get; } = new(comparer);

    public PreparedDocument? Find(TKey key) => Entries.TryGetValue(key, out var entry) ? Use(entry) : null;

    public void Add(TKey key, PreparedDocument document)
    {
        if (maxCount <= 0 || document.Bytes > maxBytes)
        {
            return;
        }

        lock (_writing)
        {
            // The clock moves with additions only, so that finding writes no shared counter.
            _clock++;
            if (Entries.TryAdd(key, new Entry(document) { LastUse = _clock }))
            {
                Evict();
            }
        }
    }

    // To be called when a document that may be in here has grown by a plan.
    public void Trim()
    {
        lock (_writing)
        {
            Evict();
        }
    }

    protected PreparedDocument Use(Entry entry)
    {
        entry.LastUse = Volatile.Read(ref _clock);
        return entry.Document;
    }

    private void Evict()
    {
        var count = Entries.Count;
        var bytes = 0L;
        foreach (var (_, entry) in Entries)
        {
            bytes += entry.Document.Bytes;
        }

        if (count <= maxCount && bytes <= maxBytes)
        {
            return;
        }

        foreach (var (key, entry) in Entries.OrderBy(e => e.Value.LastUse).ToList())
        {
            // what is left alone stays
            if ((count <= maxCount * 3L / 4 && bytes <= maxBytes * 3L / 4) || count <= 1)
            {
                return;
            }

            if (Entries.TryRemove(key, out _))
            {
                count--;
                bytes -= entry.Document.Bytes;
            }
        }
    }

    protected sealed class Entry(PreparedDocument document)
    {
        public PreparedDocument Document { get; } = document;

        public long LastUse { get; set; }
    }
}
