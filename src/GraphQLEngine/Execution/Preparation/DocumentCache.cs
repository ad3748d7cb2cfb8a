using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace GraphQLEngine.Execution;

/// <summary>
/// Prepared documents by their text, bounded in number and in bytes. Finding takes no lock; when a bound is reached the
/// quarter that was not used for the longest goes.
/// </summary>
internal sealed class DocumentCache
{
    private readonly int _maxCount;
    private readonly int _maxBytes;
    private readonly ConcurrentDictionary<byte[], Entry> _entries;
    private readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Lock _writing = new();
    private long _clock;
    private long _bytes;

    public DocumentCache(int maxCount, int maxBytes)
    {
        _maxCount = maxCount;
        _maxBytes = maxBytes;
        _entries = new ConcurrentDictionary<byte[], Entry>(new TextComparer());
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _entries.Count;

    public PreparedDocument? Find(ReadOnlySpan<byte> text)
    {
        if (!_lookup.TryGetValue(text, out var entry))
        {
            return null;
        }

        entry.LastUse = Volatile.Read(ref _clock);
        return entry.Document;
    }

    public void Add(byte[] text, PreparedDocument document)
    {
        if (_maxCount <= 0 || text.Length > _maxBytes)
        {
            return;
        }

        lock (_writing)
        {
            // The clock moves with additions only, so that finding writes no shared counter.
            _clock++;
            if (!_entries.TryAdd(text, new Entry(document) { LastUse = _clock }))
            {
                return;
            }

            _bytes += text.Length;
            if (_entries.Count > _maxCount || _bytes > _maxBytes)
            {
                Evict(text);
            }
        }
    }

    private void Evict(byte[] newest)
    {
        foreach (var (text, _) in _entries.OrderBy(e => e.Value.LastUse).ToList())
        {
            if (_entries.Count <= _maxCount * 3L / 4 && _bytes <= _maxBytes * 3L / 4)
            {
                return;
            }

            if (text != newest && _entries.TryRemove(text, out _))
            {
                _bytes -= text.Length;
            }
        }
    }

    private sealed class Entry(PreparedDocument document)
    {
        public PreparedDocument Document { get; } = document;

        public long LastUse { get; set; }
    }

    // HashCode is seeded per process: nobody outside can make texts that collide.
    private sealed class TextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());
    }
}
