using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>A page of communes, by code.</summary>
/// <param name="Items">The communes.</param>
/// <param name="TotalCount">How many the whole list has.</param>
/// <param name="HasNextPage">Whether the list goes on.</param>
/// <param name="HasPreviousPage">Whether the page was asked for after a cursor.</param>
/// <param name="StartCursor">The cursor of the first item; null on an empty page.</param>
/// <param name="EndCursor">The cursor of the last item; null on an empty page.</param>
public sealed record CommunePage(
    IReadOnlyList<Commune> Items,
    int TotalCount,
    bool HasNextPage,
    bool HasPreviousPage,
    string? StartCursor,
    string? EndCursor);
