namespace PublicDirectory.Core.Search;

/// <summary>A query that cannot be answered as it is: a mistake of whoever asks, to be told to them.</summary>
public sealed class SearchQueryException : Exception
{
    internal SearchQueryException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable: <c>QUERY_EMPTY</c>, <c>QUERY_TOO_LONG</c>, <c>PAGE_TOO_FAR</c>, <c>CURSOR_INVALID</c>.</summary>
    public string Code { get; }

    internal static SearchQueryException Empty() => new(
        "QUERY_EMPTY", "La recherche est vide : saisissez au moins un mot, par exemple « passeport » ou « mairie de Brest ».");

    internal static SearchQueryException TooLong(int length) => new(
        "QUERY_TOO_LONG",
        $"La recherche compte {length} caractères, le maximum est de {SearchQuery.MaxLength} : gardez les mots les plus importants.");

    internal static SearchQueryException TooFar() => new(
        "PAGE_TOO_FAR",
        $"Seuls les {SearchQuery.MaxDepth} premiers résultats se parcourent : précisez la recherche.");

    internal static SearchQueryException InvalidCursor() => new(
        "CURSOR_INVALID", "Le curseur n'est pas celui d'une page de cette recherche : reprenez à la première page.");
}
