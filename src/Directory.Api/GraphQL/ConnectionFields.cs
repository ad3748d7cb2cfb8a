using GraphQLEngine.Execution;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Pages of lists, as Relay's cursor connections specification has them.</summary>
internal static class ConnectionFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Object<AdministrationPage>("AdministrationConnection", connection => connection
            .List("edges", page => Enumerable.Range(0, page.Items.Count).Select(index => new Edge(page, index)).ToArray())
            .List("nodes", page => page.Items.Select(hit => hit.Record).ToArray())
            .Field("pageInfo", page => page)
            .Field("totalCount", page => page.TotalCount))
        .Object<Edge>("AdministrationEdge", edge => edge
            .Field("cursor", e => e.Page.CursorOf(e.Index))
            .Field("node", e => e.Page.Items[e.Index].Record)
            .Field("distanceMeters", e => e.Page.Items[e.Index].DistanceMetres is { } metres ? (int)Math.Round(metres) : (int?)null)
            .Field("isApproximate", e => e.Page.Items[e.Index].IsApproximate))
        .Object<AdministrationPage>("PageInfo", info => info
            .Field("hasNextPage", page => page.HasNextPage)
            .Field("hasPreviousPage", page => page.HasPreviousPage)
            .Field("startCursor", page => page.StartCursor)
            .Field("endCursor", page => page.EndCursor))
        .Object<CommunePage>("CommuneConnection", connection => connection
            .List("edges", page => page.Items.Select(commune => new CommuneEdge(page, commune)).ToArray())
            .List("nodes", page => page.Items)
            .Field("pageInfo", page => page)
            .Field("totalCount", page => page.TotalCount))
        .Object<CommuneEdge>("CommuneEdge", edge => edge
            .Field("cursor", e => e.Page.CursorOf(e.Commune))
            .Field("node", e => e.Commune))
        .Object<CommunePage>("PageInfo", info => info
            .Field("hasNextPage", page => page.HasNextPage)
            .Field("hasPreviousPage", page => page.HasPreviousPage)
            .Field("startCursor", page => page.StartCursor)
            .Field("endCursor", page => page.EndCursor));

    private readonly record struct Edge(AdministrationPage Page, int Index);

    private readonly record struct CommuneEdge(CommunePage Page, Commune Commune);
}
