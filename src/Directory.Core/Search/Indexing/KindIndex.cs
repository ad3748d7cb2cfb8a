namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// All documents of one kind: a base, and an overlay of what changed since it was built. Each kind has statistics of its
/// own, since a word that is in every name may be rare in texts.
/// </summary>
internal sealed record KindIndex(SearchKind Kind, SearchSegment Base, HiddenDocuments Hidden, SearchSegment Overlay)
{
    /// <summary>How many documents there are.</summary>
    public int Count => Base.Count - Hidden.Count + Overlay.Count;

    /// <summary>Base and overlay; nothing is hidden in the overlay.</summary>
    public ReadOnlySpan<SearchSegment> Segments => new[] { Base, Overlay };

    /// <summary>Whether some document has a word for it, or stands in the place that it names.</summary>
    public bool Knows(Queries.Concept concept) => concept.IsPlace
        || concept.Alternatives.Any(
            alternative => alternative.Terms.Any(term => Base.Terms.Find(term) >= 0 || Overlay.Terms.Find(term) >= 0));

    /// <summary>How rare a term is among the documents of this kind: its weight in BM25.</summary>
    public float Rarity(string term)
    {
        var count = Base.Terms.DocumentCount(Base.Terms.Find(term)) + Overlay.Terms.DocumentCount(Overlay.Terms.Find(term));
        var all = Base.Count + Overlay.Count;
        return MathF.Log(1 + ((all - count + 0.5f) / (count + 0.5f)));
    }
}

/// <summary>The documents of a base that were changed or removed since: one bit each, since a search asks for thousands.</summary>
internal sealed class HiddenDocuments
{
    public static readonly HiddenDocuments None = new([], 0);

    private readonly ulong[] _bits; // up to the last one that is hidden

    private HiddenDocuments(ulong[] bits, int count) => (_bits, Count) = (bits, count);

    public int Count { get; }

    public bool Contains(int ordinal) => ordinal >> 6 < _bits.Length && (_bits[ordinal >> 6] & (1UL << (ordinal & 63))) != 0;

    /// <summary>Takes them out of scores by ordinal.</summary>
    public void ClearIn(Span<float> score, Span<float> cover)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var bits = _bits[i]; bits != 0; bits &= bits - 1)
            {
                var ordinal = (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                (score[ordinal], cover[ordinal]) = (0, 0);
            }
        }
    }

    public HiddenDocuments With(IReadOnlyCollection<int> more)
    {
        var bits = new ulong[Math.Max(_bits.Length, more.Count == 0 ? 0 : (more.Max() >> 6) + 1)];
        _bits.CopyTo(bits, 0);
        foreach (var ordinal in more)
        {
            bits[ordinal >> 6] |= 1UL << (ordinal & 63);
        }

        return new HiddenDocuments(bits, bits.Sum(System.Numerics.BitOperations.PopCount));
    }
}
