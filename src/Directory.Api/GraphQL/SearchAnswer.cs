using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Api.GraphQL;

/// <summary>A page of results with the entries that it found, all of one picture.</summary>
internal sealed record SearchAnswer(SearchPage Page, IReadOnlyList<SearchEdge> Edges)
{
    public static SearchAnswer Of(SearchPage page, Picture picture) =>
        new(page, [.. page.Hits.Select((hit, index) => hit.Kind == SearchKind.Demarche
            ? SearchEdge.Of(page, index, picture.FindDemarche(hit.Id)!)
            : SearchEdge.Of(page, index, picture.Find(hit.Id)!))]);
}

/// <summary>A result.</summary>
/// <param name="Page">The page that it is on.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Node">The entry.</param>
/// <param name="Texts">The entry's texts, in which the words found are shown: the first that has some.</param>
internal sealed record SearchEdge(SearchPage Page, int Index, object Node, IReadOnlyList<string> Texts)
{
    public static SearchEdge Of(SearchPage page, int index, AdministrationRecord administration) =>
        new(page, index, administration, TextsOf([administration.Name, administration.Mission]));

    public static SearchEdge Of(SearchPage page, int index, DemarcheRecord demarche) =>
        new(page, index, demarche, TextsOf([demarche.Summary, demarche.Title]));

    private static List<string> TextsOf(JsonText[] texts) => [.. texts.Where(text => !text.IsNull).Select(text => text.ToString())];
}
