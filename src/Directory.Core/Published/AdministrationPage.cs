using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Published;

/// <summary>A page of a list of administrations.</summary>
public sealed class AdministrationPage
{
    private readonly AdministrationHit[] _items;
    private readonly AdministrationSearch _search;
    private int _totalCount = -1;

    internal AdministrationPage(AdministrationSearch search, AdministrationHit[] items, bool hasNextPage)
    {
        (_search, _items, HasNextPage) = (search, items, hasNextPage);
        if (!hasNextPage && search.Query.After is null)
        {
            _totalCount = items.Length; // the page is the whole list: nothing to go through again
        }
    }

    /// <summary>The items, in the order of the list.</summary>
    public IReadOnlyList<AdministrationHit> Items => _items;

    /// <summary>Whether the list goes on after this page.</summary>
    public bool HasNextPage { get; }

    /// <summary>Whether the page was asked for after a cursor.</summary>
    public bool HasPreviousPage => _search.Query.After is not null;

    /// <summary>How many items the whole list has. Counted when first asked for: a page without it is cheaper.</summary>
    public int TotalCount => _totalCount >= 0 ? _totalCount : _totalCount = _search.Count();

    /// <summary>The cursor of the first item; null on an empty page.</summary>
    public string? StartCursor => _items.Length == 0 ? null : CursorOf(0);

    /// <summary>The cursor of the last item; null on an empty page.</summary>
    public string? EndCursor => _items.Length == 0 ? null : CursorOf(_items.Length - 1);

    /// <summary>The cursor of an item, made when asked for.</summary>
    public string CursorOf(int index) => _search.CursorOf(_items[index]);
}

/// <summary>An administration found.</summary>
/// <param name="Record">The administration.</param>
/// <param name="DistanceMetres">How far it is, in a list by distance; else null.</param>
/// <param name="IsApproximate">Whether that is how far the town hall of its commune is: its own point is not believed.</param>
public readonly record struct AdministrationHit(AdministrationRecord Record, double? DistanceMetres, bool IsApproximate = false);
