using GraphQLEngine.Execution;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Communes found by what a client knows of them, in pages.</summary>
internal static class CommuneLists
{
    private const int MaxFirst = 100;

    // What is put in order by how well it fits, or by how near it is, ends there.
    private const int MaxNamed = 1000;
    private const int MaxNear = 100;

    // All names that begin so are gathered and put in order.
    private const int UnitsOfNames = 2000;
    private const int CommunesAUnit = 10;

    public static void Register(ResolverMap resolvers) => resolvers.Input("CommunesBy", input => new CommunesBy(
        Inputs.ReadWords("name", input.Get<string>("name")),
        input.Get<string>("postalCode") is { } code ? Inputs.ReadPostalCode("postalCode", code) : null,
        input.Get<string>("departement") is { } departement ? Nodes.CodeOf<Departement>(departement) : null,
        input.Get<GeoPoint?>("near")));

    public static CommunePage Find(Root root, ResolverContext context)
    {
        var by = context.Argument<CommunesBy>("by")!;
        var (first, after) = (context.First(MaxFirst), context.Argument<string>("after"));
        var found = Found(by, context);
        return ContextExtensions.Ask(() => CommunePage.Of(by.ToString(), found, first, after));
    }

    private static List<Commune> Found(CommunesBy by, ResolverContext context)
    {
        var territories = context.Picture().Territories;
        if (by.Name is { } name)
        {
            context.Spend(UnitsOfNames);
            return [.. territories.FindByName(name, MaxNamed).Select(commune => territories.CurrentCommune(commune.Code)!).Distinct()];
        }

        if (by.PostalCode is { } postalCode)
        {
            return [.. territories.CommunesOfPostalCode(postalCode).Where(commune => commune.IsStanding)];
        }

        if (by.Departement is { } departement)
        {
            PlaceArguments.CheckDepartement(context.Picture(), departement);
            var communes = territories.CommunesOfDepartement(departement);
            context.Spend(communes.Count / CommunesAUnit);
            return [.. communes];
        }

        // Where an outline tells the commune that the point lies in, it is the nearest, wherever town halls stand.
        var point = by.Near!.Value;
        var nearest = territories.NearestCommunes(point, MaxNear).Select(near => near.Commune);
        return [.. (territories.CommuneAt(point) is { } there ? nearest.Prepend(there).Distinct() : nearest).Take(MaxNear)];
    }
}

/// <summary>What communes are looked for by: one of these.</summary>
internal sealed record CommunesBy(string? Name, string? PostalCode, string? Departement, GeoPoint? Near);
