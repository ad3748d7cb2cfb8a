using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Published;

/// <summary>A page of a list of démarches.</summary>
public sealed class DemarchePage
{
    private readonly DemarcheSearch _search;
    private int _totalCount = -1;

    internal DemarchePage(DemarcheSearch search, IReadOnlyList<DemarcheRecord> items, bool hasNextPage) =>
        (_search, Items, HasNextPage) = (search, items, hasNextPage);

    /// <summary>The items, in the order of the list.</summary>
    public IReadOnlyList<DemarcheRecord> Items { get; }

    /// <summary>Whether the list goes on after this page.</summary>
    public bool HasNextPage { get; }

    /// <summary>Whether the page was asked for after a cursor.</summary>
    public bool HasPreviousPage => _search.Query.After is not null;

    /// <summary>How many items the whole list has; counted when first asked for.</summary>
    public int TotalCount => _totalCount >= 0 ? _totalCount : _totalCount = _search.Count();

    /// <summary>The cursor of the first item; null on an empty page.</summary>
    public string? StartCursor => Items.Count == 0 ? null : CursorOf(0);

    /// <summary>The cursor of the last item; null on an empty page.</summary>
    public string? EndCursor => Items.Count == 0 ? null : CursorOf(Items.Count - 1);

    /// <summary>The cursor of an item, made when asked for.</summary>
    public string CursorOf(int index) => _search.CursorOf(Items[index]);
}
