using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Finding by words: <c>search</c> and <c>suggest</c>.</summary>
internal static class SearchFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Query(query => query
            .Field("search", (_, context) => Search(context))
            .List("suggest", (_, context) => Suggest(context)))
        .Enum<SearchKind>("SearchKind", (SearchKind.Administration, "ADMINISTRATION"), (SearchKind.Demarche, "DEMARCHE"))
        .Enum<SearchKind>(
            "SuggestionKind",
            (SearchKind.Administration, "ADMINISTRATION"),
            (SearchKind.Demarche, "DEMARCHE"),
            (SearchKind.Commune, "COMMUNE"),
            (SearchKind.ServiceType, "SERVICE_TYPE"))
        .Union<object>("SearchResult", result => result
            .Case<AdministrationRecord>("Administration")
            .Case<DemarcheRecord>("Demarche"))
        .Object<SearchAnswer>("SearchConnection", connection => connection
            .List("edges", answer => answer.Edges)
            .List("nodes", answer => answer.Edges.Select(edge => edge.Node).ToArray())
            .Field("pageInfo", answer => answer)
            .Field("totalCount", answer => answer.Page.TotalCount))
        .Object<SearchAnswer>("PageInfo", info => info
            .Field("hasNextPage", answer => answer.Page.HasNextPage)
            .Field("hasPreviousPage", answer => answer.Page.Offset > 0)
            .Field("startCursor", answer => answer.Edges.Count > 0 ? answer.Page.CursorOf(0) : null)
            .Field("endCursor", answer => answer.Edges.Count > 0 ? answer.Page.CursorOf(answer.Edges.Count - 1) : null))
        .Object<SearchEdge>("SearchEdge", edge => edge
            .Field("cursor", e => e.Page.CursorOf(e.Index))
            .Field("node", e => e.Node)
            .Field("score", e => (double)e.Page.Hits[e.Index].Score)
            .Field("highlight", e => e.Texts.Select(text => e.Page.Highlight(text)).FirstOrDefault(highlight => highlight is not null)))
        .Object<Highlight>("Highlight", highlight => highlight
            .Field("text", h => h.Text)
            .List("ranges", h => h.Ranges))
        .Object<TextRange>("TextRange", range => range
            .Field("start", r => r.Start)
            .Field("length", r => r.Length))
        .Object<Suggestion>("Suggestion", suggestion => suggestion
            .Field("kind", s => s.Kind)
            .Field("nodeId", s => s.Kind == SearchKind.Commune ? Nodes.IdOf(s.Commune!) : s.Id.ToString())
            .Field("label", s => s.Label)
            .Field("detail", (s, context) => DetailOf(s, context.Picture())));

    private static SearchAnswer Search(ResolverContext context)
    {
        var picture = context.Picture();
        var commune = context.Argument<string>("commune") is { } code
            ? PlaceArguments.Commune(picture, "commune", Inputs.ReadCommune("commune", code))
            : null;
        var query = new SearchQuery
        {
            Text = context.Argument<string>("query")!,
            Kinds = context.IsNull("kinds") ? null : context.ArgumentList<SearchKind>("kinds"),
            Administrations = commune is null ? null : picture.StandingOrServing(commune.Code),
            First = context.First(SearchQuery.MaxFirst),
            After = context.Argument<string>("after"),
        };
        return Ask(() => SearchAnswer.Of(picture.Find(query), picture));
    }

    private static IReadOnlyList<Suggestion> Suggest(ResolverContext context)
    {
        var query = new SuggestionQuery
        {
            Prefix = context.Argument<string>("prefix")!,
            Kinds = context.IsNull("kinds") ? null : context.ArgumentList<SearchKind>("kinds"),
            First = context.First(SuggestionQuery.MaxFirst),
        };
        var picture = context.Picture();
        return Ask(() => picture.Search.Suggest(query));
    }

    private static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (SearchQueryException e)
        {
            throw e.Code == "CURSOR_INVALID" ? ContextExtensions.WrongCursor(e.Message) : new GraphQLException(e.Message, e.Code);
        }
    }

    // Tells namesakes apart: the town and its département.
    private static string? DetailOf(Suggestion suggestion, Picture picture) => suggestion.Commune is not { } commune
        ? null
        : $"{(suggestion.Kind == SearchKind.Commune ? "" : $"{commune.Name}, ")}{picture.Territories.FindDepartement(commune.DepartementCode)?.Name} ({commune.DepartementCode})";
}
