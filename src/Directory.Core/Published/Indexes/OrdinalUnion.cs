using System.Numerics;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>Ascending lists of ordinals put together, each ordinal once.</summary>
internal static class OrdinalUnion
{
    // Merging costs a walk over all for each list; a bitmap costs one over all the segment.
    private const int MaxMerged = 4;

    /// <param name="index">The lists.</param>
    /// <param name="keys">Which of them.</param>
    /// <param name="segmentCount">How many ordinals there are.</param>
    public static ReadOnlySpan<int> Of(KeyedOrdinals index, ReadOnlySpan<int> keys, int segmentCount)
    {
        if (keys.Length > MaxMerged)
        {
            var bits = new ulong[(segmentCount + 63) / 64];
            foreach (var key in keys)
            {
                Set(bits, index.Find(key));
            }

            return ToOrdinals(bits);
        }

        ReadOnlySpan<int> union = default;
        foreach (var key in keys)
        {
            var more = index.Find(key);
            union = union.IsEmpty ? more : more.IsEmpty ? union : Merge(union, more);
        }

        return union;
    }

    /// <param name="words">The lists.</param>
    /// <param name="places">Which of them.</param>
    /// <param name="segmentCount">How many ordinals there are.</param>
    public static ReadOnlySpan<int> Of(NameWords words, Range places, int segmentCount)
    {
        var (start, end) = (places.Start.Value, places.End.Value);
        if (end - start <= 1)
        {
            return end == start ? default : words.At(start);
        }

        var bits = new ulong[(segmentCount + 63) / 64];
        for (var place = start; place < end; place++)
        {
            Set(bits, words.At(place));
        }

        return ToOrdinals(bits);
    }

    private static void Set(ulong[] bits, ReadOnlySpan<int> ordinals)
    {
        foreach (var ordinal in ordinals)
        {
            bits[ordinal >> 6] |= 1UL << (ordinal & 63);
        }
    }

    private static int[] ToOrdinals(ulong[] bits)
    {
        var total = 0;
        foreach (var word in bits)
        {
            total += BitOperations.PopCount(word);
        }

        var (ordinals, count) = (new int[total], 0);
        for (var i = 0; i < bits.Length; i++)
        {
            for (var word = bits[i]; word != 0; word &= word - 1)
            {
                ordinals[count++] = (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return ordinals;
    }

    private static ReadOnlySpan<int> Merge(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var merged = new int[left.Length + right.Length];
        var (count, i, j) = (0, 0, 0);
        while (i < left.Length || j < right.Length)
        {
            var takesLeft = j == right.Length || (i < left.Length && left[i] <= right[j]);
            var takesRight = i == left.Length || (j < right.Length && right[j] <= left[i]);
            merged[count++] = takesLeft ? left[i] : right[j];
            i += takesLeft ? 1 : 0;
            j += takesRight ? 1 : 0;
        }

        return merged.AsSpan(0, count);
    }
}
