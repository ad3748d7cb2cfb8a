using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Api.GraphQL;

/// <summary>One démarche or many: the arguments, the filter and the pages.</summary>
internal static class DemarcheLists
{
    private const int DemarchesAUnit = 8;

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
            throw ContextExtensions.Wrong("id", "Donnez soit « id », soit « externalId », mais pas les deux.");
        }

        return id is not null
            ? Guid.TryParse(id, out var entry) ? context.Picture().FindDemarche(entry) : null
            : context.Picture().FindDemarches(externalId!.Scheme, externalId.Value) switch
            {
                [] => Inputs.NothingOf<DemarcheRecord>(externalId),
                [var only] => only,
                var several => throw ContextExtensions.Wrong(
                    "externalId",
                    $"{several.Count} démarches ont l'identifiant {Inputs.Shown(externalId.Scheme)} {Inputs.Shown(externalId.Value)} : donnez le plus long, avec son public : {string.Join(", ", several.Take(5).Select(one => one.ExternalIds[0].Value))}."),
            };
    }

    /// <summary>The démarche with an id that a client says there is.</summary>
    public static DemarcheRecord Required(Picture picture, string argument, string id) =>
        Guid.TryParse(id, out var entry) && picture.FindDemarche(entry) is { } demarche
            ? demarche
            : throw ContextExtensions.Wrong(
                argument,
                $"Aucune démarche n'a l'identifiant « {Inputs.Shown(id)} » : search(query:) ou demarche(externalId:) le trouvent.");

    /// <summary>The page that the arguments <c>filter</c>, <c>first</c> and <c>after</c> ask for.</summary>
    public static DemarchePage List(ResolverContext context)
    {
        var picture = context.Picture();
        var filter = context.Argument<DemarcheFilterArgument>("filter");
        return Page(context, (filter?.Query ?? new DemarcheQuery()) with
        {
            Theme = filter?.Query.Theme is { } theme ? ClassificationFields.ReadTheme(picture, "theme", theme) : null,
            LifeEvent =
                filter?.Query.LifeEvent is { } lifeEvent ? ClassificationFields.ReadLifeEvent(picture, "lifeEvent", lifeEvent) : null,
            HandledBy = filter?.HandledBy is { } type ? [Inputs.ReadServiceType(picture, "handledBy", type)] : null,
        });
    }

    /// <summary>What counters of its kinds handle.</summary>
    public static DemarchePage ListHandledBy(AdministrationRecord administration, ResolverContext context) => Page(
        context, new DemarcheQuery { HandledBy = [.. administration.Types.Select(type => type.ToString())] });

    /// <summary>The page that the arguments <c>first</c> and <c>after</c> ask for.</summary>
    public static DemarchePage Page(ResolverContext context, DemarcheQuery query)
    {
        var picture = context.Picture();
        query = query with { First = context.First(DemarcheQuery.MaxFirst), After = context.Argument<string>("after") };
        return ContextExtensions.Ask(() => picture.List(query, records => context.Spend(records / DemarchesAUnit)));
    }

    private readonly record struct Edge(DemarchePage Page, int Index);
}

/// <summary>A filter as given: what it names may be named by its id or code.</summary>
internal sealed record DemarcheFilterArgument(string? HandledBy, DemarcheQuery Query);
