using System.Globalization;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// The place of a result within its query: a rank, and a mark of the query so that a cursor of another one is noticed.
/// After a publication ranks may shift by what was added or removed, as in any list sorted by relevance.
/// </summary>
internal static class SearchCursor
{
    public static string Write(int queryHash, int rank) => string.Create(CultureInfo.InvariantCulture, $"{(uint)queryHash:x8}-{rank}");

    /// <returns>How many results come before the page.</returns>
    public static int Read(string? cursor, int queryHash)
    {
        if (cursor is null)
        {
            return 0;
        }

        var dash = cursor.IndexOf('-', StringComparison.Ordinal);
        var isOurs = dash == 8
            && uint.TryParse(cursor.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            && hash == (uint)queryHash;
        if (!isOurs || !int.TryParse(cursor.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var rank))
        {
            throw SearchQueryException.InvalidCursor();
        }

        return rank <= SearchQuery.MaxDepth ? rank : throw SearchQueryException.TooFar();
    }
}
