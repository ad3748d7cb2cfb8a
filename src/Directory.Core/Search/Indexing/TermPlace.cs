namespace PublicDirectory.Core.Search.Indexing;

/// <summary>Where a word of the query stands in a document. One number, since many are sorted.</summary>
internal readonly record struct TermPlace(long Value)
{
    private const int ConceptBits = 16;

    public TermPlace(int position, int concept)
        : this(((long)position << ConceptBits) | (uint)concept)
    {
    }

    /// <summary>Counted in words from the beginning of the title.</summary>
    public int Position => (int)(Value >> ConceptBits);

    /// <summary>The concept of the query that the word belongs to.</summary>
    public int Concept => (int)Value & 0xFFFF;

    public void Deconstruct(out int position, out int concept) => (position, concept) = (Position, Concept);
}
