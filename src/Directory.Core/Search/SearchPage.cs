namespace PublicDirectory.Core.Search;

/// <summary>A page of results.</summary>
public sealed class SearchPage
{
    private readonly Queries.HighlightTerms _terms;

    internal SearchPage(IReadOnlyList<SearchHit> hits, int totalCount, int offset, int queryHash, Queries.HighlightTerms terms)
    {
        (Hits, TotalCount, Offset, _terms) = (hits, totalCount, offset, terms);
        QueryHash = queryHash;
    }

    /// <summary>Best first.</summary>
    public IReadOnlyList<SearchHit> Hits { get; }

    /// <summary>How many documents fit the query, on all pages.</summary>
    public int TotalCount { get; }

    /// <summary>How many results come before this page.</summary>
    public int Offset { get; }

    /// <summary>Whether a page comes after this one; no more after <see cref="SearchQuery.MaxDepth"/>.</summary>
    public bool HasNextPage => Offset + Hits.Count < Math.Min(TotalCount, SearchQuery.MaxDepth);

    internal int QueryHash { get; }

    /// <summary>The cursor of a result of this page.</summary>
    public string CursorOf(int index) => Queries.SearchCursor.Write(QueryHash, Offset + index + 1);

    /// <summary>Marks the words of the query in a text, or in its most telling part where it is long.</summary>
    /// <param name="text">Plain text of the document found.</param>
    /// <param name="maxLength">The most characters of the part, at least 50.</param>
    /// <returns>Null where no word of the query is in the text.</returns>
    public Highlight? Highlight(string text, int maxLength = 240) => Queries.Highlighter.Mark(text, _terms, maxLength);
}

/// <summary>A document found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The entry's id.</param>
/// <param name="Score">
/// How well it fits: around 1 for all words in the title, near 0 for little, some more for who serves the place that is named. Comparable
/// within one query only.
/// </param>
public readonly record struct SearchHit(SearchKind Kind, Guid Id, float Score);

/// <summary>A text with marked ranges: no markup inside, so that whoever shows it escapes it as any text.</summary>
/// <param name="Text">A part of the document's text, with « … » where something was cut.</param>
/// <param name="Ranges">The words that fit, in order, apart from each other.</param>
public sealed record Highlight(string Text, IReadOnlyList<TextRange> Ranges);

/// <summary>A part of a text, in UTF-16 units.</summary>
/// <param name="Start">The first.</param>
/// <param name="Length">How many.</param>
public readonly record struct TextRange(int Start, int Length);

/// <summary>A completion.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The entry's id; <see cref="Guid.Empty"/> for a commune.</param>
/// <param name="Label">What to show.</param>
/// <param name="Commune">The commune suggested, or where the entry stands; null for what stands nowhere.</param>
public sealed record Suggestion(SearchKind Kind, Guid Id, string Label, Territories.Commune? Commune);
