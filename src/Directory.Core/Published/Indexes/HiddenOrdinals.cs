namespace PublicDirectory.Core.Published.Indexes;

/// <summary>The records of a base that something newer replaces: a few hundred at the most, asked about all the time.</summary>
internal sealed class HiddenOrdinals
{
    private readonly ulong[] _bits;
    private readonly int[] _sorted;

    private HiddenOrdinals(ulong[] bits, int[] sorted) => (_bits, _sorted) = (bits, sorted);

    public int Count => _sorted.Length;

    public ReadOnlySpan<int> Sorted => _sorted;

    public bool Contains(int ordinal) => (_bits[ordinal >> 6] >> (ordinal & 63) & 1) != 0;

    /// <summary>How many of these ascending ordinals are hidden.</summary>
    public int CountIn(ReadOnlySpan<int> ordinals)
    {
        var count = 0;
        foreach (var hidden in _sorted)
        {
            count += ordinals.BinarySearch(hidden) >= 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>These and more; <paramref name="hidden"/> null where nothing was hidden yet.</summary>
    public static HiddenOrdinals? Add(HiddenOrdinals? hidden, IReadOnlyCollection<int> more, int segmentCount)
    {
        if (more.Count == 0)
        {
            return hidden;
        }

        var bits = hidden is null ? new ulong[(segmentCount + 63) / 64] : (ulong[])hidden._bits.Clone();
        var sorted = new SortedSet<int>(hidden?._sorted ?? []);
        foreach (var ordinal in more)
        {
            bits[ordinal >> 6] |= 1UL << (ordinal & 63);
            sorted.Add(ordinal);
        }

        return new HiddenOrdinals(bits, [.. sorted]);
    }
}
