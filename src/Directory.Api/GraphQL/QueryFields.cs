using GraphQLEngine.Execution;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>Query</c>.</summary>
internal static class QueryFields
{
    private const int MaxIds = 100;

    public static void Register(ResolverMap resolvers) => resolvers.Query(query => query
        .Field("node", (_, context) => Nodes.Find(context.Picture(), context.Argument<string>("id")!))
        .List("nodes", (_, context) => FindNodes(context))
        .Field("administration", (_, context) => FindAdministration(context))
        .Field("administrations", (_, context) => ListAdministrations(context))
        .Field("demarche", (_, context) => DemarcheLists.Find(context))
        .Field("demarches", (_, context) => DemarcheLists.List(context))
        .List("notices", (_, context) => NoticeFields.InForce(context))
        .List("serviceTypes", (_, context) => context.Picture().ServiceTypes)
        .Field("interlocutors", InterlocutorFields.Ask)
        .FieldAsync("entryAsOf", HistoryFields.FindAsOfAsync)
        .Field("commune", (_, context) => PlaceArguments.FindCommune(
            context.Picture(), "code", Inputs.ReadCommune("code", context.Argument<string>("code")!)))
        .Field("communes", CommuneLists.Find)
        .List("departements", (_, context) => context.Picture().Territories.Departements)
        .List("regions", (_, context) => context.Picture().Territories.Regions)
        .FieldAsync("changes", ChangeFields.ReadAsync)
        .Field("statistics", (_, context) =>
            context.Picture().StatisticsAt(context.Request<DirectoryRequest>().Now)));

    private static object?[] FindNodes(ResolverContext context)
    {
        var ids = context.ArgumentList<string>("ids");
        if (ids.Count > MaxIds)
        {
            throw ContextExtensions.Wrong("ids", $"« ids » compte {ids.Count} identifiants : {MaxIds} au maximum à la fois.");
        }

        var picture = context.Picture();
        return [.. ids.Select(id => Nodes.Find(picture, id))];
    }

    private static AdministrationRecord? FindAdministration(ResolverContext context)
    {
        var (id, externalId) = (context.Argument<string>("id"), context.Argument<ExternalId>("externalId"));
        if (id is null == externalId is null)
        {
            throw ContextExtensions.Wrong("id", "Donnez soit « id », soit « externalId », mais pas les deux.");
        }

        return id is not null
            ? Guid.TryParse(id, out var entry) ? context.Picture().Find(entry) : null
            : FindByExternalId(context.Picture(), externalId!);
    }

    private static AdministrationRecord? FindByExternalId(Picture picture, ExternalId externalId) =>
        picture.FindByExternalId(externalId.Scheme, externalId.Value) switch
        {
            [] => Inputs.NothingOf<AdministrationRecord>(externalId),
            [var only] => only,
            var several => throw ContextExtensions.Wrong(
                "externalId",
                $"{several.Count} administrations ont l'identifiant {Inputs.Shown(externalId.Scheme)} {Inputs.Shown(externalId.Value)} : demandez par « id ». Les premières : {string.Join(", ", several.Take(5).Select(one => one.Id))}."),
        };

    private static AdministrationPage ListAdministrations(ResolverContext context)
    {
        var picture = context.Picture();
        var filter = context.Argument<FilterArgument>("filter");
        CheckPlaces(picture, filter?.Query);
        var query = (filter?.Query ?? new AdministrationQuery()) with
        {
            Types = filter?.Types is { } types ? [.. types.Select(type => Inputs.ReadServiceType(picture, "types", type))] : null,
            Near = context.Argument<NearArgument>("near") is { } near ? ReadNear(picture, near) : null,
            FreshAt = context.Request<DirectoryRequest>().Now,
            Schools = context.Request<DirectoryRequest>().Schools,
            First = context.First(AdministrationQuery.MaxFirst),
            After = context.Argument<string>("after"),
        };
        return context.List(query);
    }

    private static void CheckPlaces(Picture picture, AdministrationQuery? query)
    {
        if (query?.Serves is { } served)
        {
            PlaceArguments.Commune(picture, "serves", served);
        }

        if (query?.Commune is { } seat)
        {
            PlaceArguments.Commune(picture, "commune", seat);
        }

        foreach (var commune in query?.Communes ?? [])
        {
            PlaceArguments.Commune(picture, "communes", commune);
        }

        if (query?.PostalCode is { } postalCode)
        {
            PlaceArguments.CheckPostalCode(picture, postalCode);
        }

        if (query?.Epci is { } epci)
        {
            PlaceArguments.CheckEpci(picture, epci);
        }

        if (query?.Departement is { } departement)
        {
            PlaceArguments.CheckDepartement(picture, departement);
        }

        if (query?.Region is { } region)
        {
            PlaceArguments.CheckRegion(picture, region);
        }
    }

    private static NearPoint ReadNear(Picture picture, NearArgument near)
    {
        if (near.Point is null == near.Commune is null)
        {
            throw ContextExtensions.Wrong("near", "« near » prend soit « point », soit « commune », mais pas les deux.");
        }

        if (near.Point is { } point)
        {
            return new NearPoint(point, near.Radius);
        }

        var commune = PlaceArguments.Commune(
            picture, "near.commune", Inputs.ReadCommune("near.commune", near.Commune!));
        return (commune.Location ?? picture.TownHallOf(commune.Code)) is { } location
            ? new NearPoint(location, near.Radius)
            : throw ContextExtensions.Wrong(
                "near.commune", $"L'emplacement de la mairie n'est pas connu pour {commune.Name} : donnez plutôt « point ».");
    }
}
