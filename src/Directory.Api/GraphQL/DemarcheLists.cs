using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Api.GraphQL;

/// <summary>One démarche or many: the arguments, the filter and the pages.</summary>
internal static class DemarcheLists
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Input("DemarcheFilter", input => new DemarcheFilterArgument(
            input.Get<string>("handledBy"),
            new DemarcheQuery
            {
                Audience = input.Get<Audience?>("audience"),
                Theme = input.Get<string>("theme"),
                LifeEvent = input.Get<string>("lifeEvent"),
                UpdatedSince = input.Get<Instant?>("updatedSince"),
            }))
        .Object<DemarchePage>("DemarcheConnection", connection => connection
            .List("edges", page => Enumerable.Range(0, page.Items.Count).Select(index => new Edge(page, index)).ToArray())
            .List("nodes", page => page.Items)
            .Field("pageInfo", page => page)
            .Field("totalCount", page => page.TotalCount))
        .Object<Edge>("DemarcheEdge", edge => edge
            .Field("cursor", e => e.Page.CursorOf(e.Index))
            .Field("node", e => e.Page.Items[e.Index]))
        .Object<DemarchePage>("PageInfo", info => info
            .Field("hasNextPage", page => page.HasNextPage)
            .Field("hasPreviousPage", page => page.HasPreviousPage)
            .Field("startCursor", page => page.StartCursor)
            .Field("endCursor", page => page.EndCursor));

    /// <summary>The démarche that the arguments <c>id</c> or <c>externalId</c> name.</summary>
    public static DemarcheRecord? Find(ResolverContext context)
    {
        var (id, externalId) = (context.Argument<string>("id"), context.Argument<ExternalId>("externalId"));
        if (id is null == externalId is null)
        {
            throw ContextExtensions.Wrong("id", "Give either \"id\" or \"externalId\", and not both.");
        }

        return id is not null
            ? Guid.TryParse(id, out var entry) ? context.Picture().FindDemarche(entry) : null
            : context.Picture().FindDemarches(externalId!.Scheme, externalId.Value) switch
            {
                [] => null,
                [var only] => only,
                var several => throw ContextExtensions.Wrong(
                    "externalId",
                    $"{several.Count} démarches have the {Inputs.Shown(externalId.Scheme)} {Inputs.Shown(externalId.Value)}; give the longer one, with its audience: {string.Join(", ", several.Take(5).Select(one => one.ExternalIds[0].Value))}."),
            };
    }

    /// <summary>The page that the arguments <c>filter</c>, <c>first</c> and <c>after</c> ask for.</summary>
    public static DemarchePage List(ResolverContext context)
    {
        var picture = context.Picture();
        var filter = context.Argument<DemarcheFilterArgument>("filter");
        return Page(context, (filter?.Query ?? new DemarcheQuery()) with
        {
            HandledBy = filter?.HandledBy is { } type ? [Inputs.ReadServiceType(picture, "handledBy", type)] : null,
        });
    }

    /// <summary>What counters of its kinds handle.</summary>
    public static DemarchePage ListHandledBy(AdministrationRecord administration, ResolverContext context) => Page(
        context, new DemarcheQuery { HandledBy = [.. administration.Types.Select(type => type.ToString())] });

    private static DemarchePage Page(ResolverContext context, DemarcheQuery query)
    {
        var picture = context.Picture();
        query = query with { First = context.First(DemarcheQuery.MaxFirst), After = context.Argument<string>("after") };
        return ContextExtensions.Ask(() => picture.List(query));
    }

    private readonly record struct Edge(DemarchePage Page, int Index);
}

/// <summary>A filter as given: the service type may be an id or a code, which the picture tells apart.</summary>
internal sealed record DemarcheFilterArgument(string? HandledBy, DemarcheQuery Query);
