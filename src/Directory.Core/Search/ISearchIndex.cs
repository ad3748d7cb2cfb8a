namespace PublicDirectory.Core.Search;

/// <summary>
/// Finds what is published. Here it is held in memory; where the directory outgrows one machine, a search server can
/// take its place.
/// </summary>
public interface ISearchIndex
{
    /// <summary>A page of what fits the query, best first, in an order that is the same on every node.</summary>
    /// <exception cref="SearchQueryException">The query or its cursor does not fit; the message is in French.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SearchQuery.First"/> is out of its bounds.</exception>
    SearchPage Search(SearchQuery query);

    /// <summary>Completions of what was typed, best first; none for an empty text.</summary>
    /// <exception cref="SearchQueryException">The text is too long; the message is in French.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SuggestionQuery.First"/> is out of its bounds.</exception>
    IReadOnlyList<Suggestion> Suggest(SuggestionQuery query);
}
