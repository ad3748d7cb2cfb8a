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

    /// <summary>How rare a term is among the documents of this kind: its weight in BM25.</summary>
    public float Rarity(string term)
    {
        var count = Base.Terms.DocumentCount(Base.Terms.Find(term)) + Overlay.Terms.DocumentCount(Overlay.Terms.Find(term));
        var all = Base.Count + Overlay.Count;
        return MathF.Log(1 + ((all - count + 0.5f) / (count + 0.5f)));
    }
}

/// <summary>The documents of a base that were changed or removed since.</summary>
internal sealed class HiddenDocuments
{
    public static readonly HiddenDocuments None = new([]);

    private readonly HashSet<int> _ordinals;

    public HiddenDocuments(IEnumerable<int> ordinals) => _ordinals = [.. ordinals];

    public int Count => _ordinals.Count;

    public bool Contains(int ordinal) => _ordinals.Count > 0 && _ordinals.Contains(ordinal);

    public HiddenDocuments With(IEnumerable<int> more) => new(_ordinals.Concat(more));
}
