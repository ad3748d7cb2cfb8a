using System.Numerics;

namespace PublicDirectory.Core.Search.Indexing;

/// <summary>A set of ordinals, one bit each.</summary>
internal sealed class DocumentSet(int size)
{
    private readonly ulong[] _bits = new ulong[(size + 63) / 64];

    public void Add(ReadOnlySpan<int> ordinals)
    {
        foreach (var ordinal in ordinals)
        {
            _bits[ordinal >> 6] |= 1UL << (ordinal & 63);
        }
    }

    /// <summary>Keeps what is in both.</summary>
    public void IntersectWith(DocumentSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] &= other._bits[i];
        }
    }

    /// <summary>The first ones, ascending.</summary>
    public IEnumerable<int> Ordinals()
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var bits = _bits[i]; bits != 0; bits &= bits - 1)
            {
                yield return (i << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
