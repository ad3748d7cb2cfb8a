using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Api.GraphQL;

/// <summary>A page of results with the entries that it found, all of one picture.</summary>
internal sealed record SearchAnswer(SearchPage Page, IReadOnlyList<SearchEdge> Edges)
{
    public static SearchAnswer Of(SearchPage page, Picture picture) =>
        new(page, [.. page.Hits.Select((hit, index) => SearchEdge.Of(page, index, picture.Find(hit.Id)!))]);
}

/// <summary>A result.</summary>
/// <param name="Page">The page that it is on.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Node">The entry.</param>
/// <param name="Texts">The entry's texts, in which the words found are shown: the first that has some.</param>
internal sealed record SearchEdge(SearchPage Page, int Index, object Node, IReadOnlyList<string> Texts)
{
    public static SearchEdge Of(SearchPage page, int index, AdministrationRecord administration) => new(
        page, index, administration, [.. new[] { administration.Name, administration.Mission }.Where(text => !text.IsNull).Select(text => text.ToString())]);
}
