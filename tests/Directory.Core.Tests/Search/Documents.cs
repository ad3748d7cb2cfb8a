using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Search;

/// <summary>Short ways to documents and indexes.</summary>
internal static class Documents
{
    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static SearchDocument Demarche(int number, string title, string body = "", float popularity = 0) => new()
    {
        Id = Id(number),
        Kind = SearchKind.Demarche,
        Title = title,
        Texts = body.Length == 0 ? [] : [new SearchText(SearchField.Body, body)],
        Popularity = popularity,
    };

    public static SearchDocument Administration(int number, string name, string? commune = null, string acronym = "") => new()
    {
        Id = Id(number),
        Kind = SearchKind.Administration,
        Title = name,
        Texts = acronym.Length == 0 ? [] : [new SearchText(SearchField.Acronym, acronym)],
        Commune = commune is null ? null : InseeCode.Parse(commune),
    };

    public static SearchIndex Index(params SearchDocument[] documents) => SearchIndex.Build(documents, TerritoryIndex.Empty);

    /// <summary>The numbers of what is found, best first.</summary>
    public static List<int> Find(this ISearchIndex index, string text) =>
        [.. index.Search(new SearchQuery { Text = text }).Hits.Select(hit => BitConverter.ToInt32(hit.Id.ToByteArray()))];

    public static List<string> Complete(this ISearchIndex index, string prefix) =>
        [.. index.Suggest(new SuggestionQuery { Prefix = prefix, First = 20 }).Select(suggestion => suggestion.Label)];
}
