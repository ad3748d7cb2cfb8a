using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>What a commune's code stands for in the indexes, which know codes as the documents write them.</summary>
internal static class Places
{
    /// <summary>The keys under which a seat « in this commune » may be: its own, its parts', today's for a code of the past.</summary>
    public static int[] SeatsOf(InseeCode code, TerritoryIndex territories)
    {
        var keys = new List<int> { PlaceKey.OfCommune(code) };
        if (territories.CurrentCommune(code) is { } current)
        {
            keys.Add(PlaceKey.OfCommune(current.Code));
            foreach (var part in territories.PartsOf(current.Code))
            {
                keys.Add(PlaceKey.OfCommune(part.Code));
            }
        }

        return [.. keys.Distinct()];
    }

    /// <summary>The keys of the communes in which a query lets the seat be, ascending; null where it asks for none.</summary>
    public static int[]? SeatsOf(AdministrationQuery query, TerritoryIndex territories)
    {
        IEnumerable<int>? seats = query.Commune is { } commune ? SeatsOf(commune, territories) : null;
        Narrow(query.Communes);
        Narrow(query.PostalCode is { } postalCode ? territories.CommunesToChoose(postalCode).Select(item => item.Code) : null);
        Narrow(query.Epci is { } epci ? territories.CommunesOfEpci(epci).Select(item => item.Code) : null);
        return seats is null ? null : [.. seats.Distinct().Order()];

        void Narrow(IEnumerable<InseeCode>? communes)
        {
            if (communes is not null)
            {
                var keys = communes.SelectMany(code => SeatsOf(code, territories));
                seats = seats is null ? keys : seats.Intersect(keys);
            }
        }
    }

    /// <summary>The keys under which a competence for this commune may be, the most specific first.</summary>
    public static int[] ServingKeys(InseeCode code, TerritoryIndex territories) =>
        [.. ServingPlaces(code, territories).Select(place => place.Key).Distinct()];

    /// <summary>The same with the level of each.</summary>
    public static IEnumerable<(int Key, CompetenceLevel Level)> ServingPlaces(InseeCode code, TerritoryIndex territories)
    {
        var key = PlaceKey.OfCommune(code);
        yield return (key, CompetenceLevel.Commune);

        var current = territories.CurrentCommune(code);
        if (current is not null && current.Code != code)
        {
            key = PlaceKey.OfCommune(current.Code);
            yield return (key, CompetenceLevel.Commune);
        }

        if (current?.Parent is { } parent)
        {
            yield return (PlaceKey.OfCommune(parent), CompetenceLevel.Commune);
        }

        yield return (PlaceKey.DepartementOf(key), CompetenceLevel.Departement);
        var region = current?.RegionCode ?? territories.FindDepartement(code.DepartementCode)?.RegionCode;
        if (region is not null)
        {
            yield return (PlaceKey.OfRegion(region), CompetenceLevel.Region);
        }

        yield return (PlaceKey.Country, CompetenceLevel.Country);
    }
}
