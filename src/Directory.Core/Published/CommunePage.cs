using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>A page of communes, by code.</summary>
/// <param name="Items">The communes.</param>
/// <param name="TotalCount">How many the whole list has.</param>
/// <param name="HasNextPage">Whether the list goes on.</param>
/// <param name="HasPreviousPage">Whether the page was asked for after a cursor.</param>
/// <param name="CursorOf">The cursor of an item.</param>
public sealed record CommunePage(
    IReadOnlyList<Commune> Items,
    int TotalCount,
    bool HasNextPage,
    bool HasPreviousPage,
    Func<Commune, string> CursorOf)
{
    /// <summary>The cursor of the first item; null on an empty page.</summary>
    public string? StartCursor => Items.Count == 0 ? null : CursorOf(Items[0]);

    /// <summary>The cursor of the last item; null on an empty page.</summary>
    public string? EndCursor => Items.Count == 0 ? null : CursorOf(Items[^1]);
}
