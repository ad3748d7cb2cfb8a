namespace PublicDirectory.Core.Search.Queries;

/// <summary>The terms that a query found documents by.</summary>
internal sealed class HighlightTerms
{
    private readonly HashSet<string> _terms;

    public HighlightTerms(IReadOnlyList<Concept> concepts) => _terms =
        [.. concepts.SelectMany(concept => concept.Alternatives).SelectMany(alternative => alternative.Terms)];

    public bool Contains(ReadOnlySpan<char> term) => _terms.GetAlternateLookup<ReadOnlySpan<char>>().Contains(term);
}
