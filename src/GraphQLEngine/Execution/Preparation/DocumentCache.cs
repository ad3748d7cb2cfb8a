using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace GraphQLEngine.Execution;

/// <summary>Prepared documents by their text.</summary>
internal sealed class DocumentCache : BoundedCache<byte[]>
{
    private readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public DocumentCache(int maxCount, long maxBytes)
        : base(maxCount, maxBytes, new TextComparer()) => _lookup = Entries.GetAlternateLookup<ReadOnlySpan<byte>>();

    public PreparedDocument? Find(ReadOnlySpan<byte> text) => _lookup.TryGetValue(text, out var entry) ? Use(entry) : null;

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
