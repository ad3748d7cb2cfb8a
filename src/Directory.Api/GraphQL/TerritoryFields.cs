using GraphQLEngine.Execution;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>Commune</c>, <c>Departement</c> and <c>Region</c>.</summary>
internal static class TerritoryFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Object<Commune>("Commune", commune => commune
            .Field("id", Nodes.IdOf)
            .Field("code", c => c.Code)
            .Field("name", c => c.Name)
            .List("postalCodes", c => c.PostalCodes)
            .Field("departement", (c, context) => context.Picture().Territories.FindDepartement(c.DepartementCode))
            .Field("region", (c, context) => context.Picture().Territories.FindRegion(c.RegionCode))
            .Field("location", c => c.Location)
            .Field("boundingBox", (c, context) => context.Picture().Territories.OutlineOf(c))
            .Field("outline", (c, context) => context.Picture().Territories.OutlineOf(c))
            .Field("population", c => c.Population)
            .Field("administrations", (c, context) => ListServing(c, context)))
        .Object<CommuneOutline>("BoundingBox", outline => outline
            .Field("south", o => o.South)
            .Field("west", o => o.West)
            .Field("north", o => o.North)
            .Field("east", o => o.East))
        .Object<Departement>("Departement", departement => departement
            .Field("id", Nodes.IdOf)
            .Field("code", d => d.Code)
            .Field("name", d => d.Name)
            .Field("region", (d, context) => context.Picture().Territories.FindRegion(d.RegionCode)))
        .Object<Region>("Region", region => region
            .Field("id", Nodes.IdOf)
            .Field("code", r => r.Code)
            .Field("name", r => r.Name));

    private static AdministrationPage ListServing(Commune commune, ResolverContext context)
    {
        var picture = context.Picture();
        var query = new AdministrationQuery
        {
            Serves = commune.Code,
            First = context.First(AdministrationQuery.MaxFirst),
            After = context.Argument<string>("after"),
        };
        if (context.Argument<string>("serviceType") is { } idOrCode)
        {
            query = query with { Types = [Inputs.ReadServiceType(picture, "serviceType", idOrCode)] };
        }

        return context.List(query);
    }
}
