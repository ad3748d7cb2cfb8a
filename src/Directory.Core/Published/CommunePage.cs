using System.Text;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>A page of communes.</summary>
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

    /// <summary>A page of a list that is there as a whole.</summary>
    /// <param name="list">What the list is: a cursor is good for no other.</param>
    /// <param name="communes">All of it, each once.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="after">The cursor to go on after; null to begin.</param>
    /// <exception cref="QueryArgumentException">The cursor is none, or one of another list.</exception>
    public static CommunePage Of(string list, IReadOnlyList<Commune> communes, int first, string? after)
    {
        ArgumentNullException.ThrowIfNull(communes);
        var mark = StableHash.Add(StableHash.Seed, Encoding.UTF8.GetBytes(list));
        var position = 0;
        if (after is not null)
        {
            var last = CodeIn(PageCursor.Read(after, mark));
            while (position < communes.Count && communes[position].Code != last)
            {
                position++;
            }

            position++;
        }

        var items = communes.Skip(position).Take(first).ToList();
        return new CommunePage(
            items, communes.Count, position + items.Count < communes.Count, after is not null, commune => CursorIn(mark, commune));
    }

    internal static string CursorIn(ulong list, Commune commune) =>
        PageCursor.Write(list, Guid.Empty, Encoding.ASCII.GetBytes(commune.Code.Value));

    internal static InseeCode CodeIn(PageCursor cursor) => InseeCode.TryParse(Encoding.ASCII.GetString(cursor.Key.Span), out var code)
        ? code
        : throw new QueryArgumentException("after", "« after » n'est pas un curseur d'une liste de communes.");
}
