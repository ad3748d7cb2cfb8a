using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>
/// How many people an administration serves: among those that fit a search equally, the one that is there for more people is
/// more often meant.
/// </summary>
internal sealed class ServedPopulation
{
    private readonly Dictionary<int, long> _byPlace = [];
    private readonly TerritoryIndex _territories;

    public ServedPopulation(TerritoryIndex territories)
    {
        _territories = territories;
        foreach (var commune in territories.Communes)
        {
            if (!commune.IsStanding)
            {
                continue;
            }

            long population = commune.Population ?? 0;
            _byPlace.TryAdd(PlaceKey.OfCommune(commune.Code), population);
            if (commune.Kind is CommuneKind.Current)
            {
                Add(PlaceKey.OfDepartement(commune.DepartementCode), population);
                Add(PlaceKey.OfRegion(commune.RegionCode), population);
                Add(PlaceKey.Country, population);
            }
        }
    }

    /// <summary>0 for nobody, 1 for the whole country, by the logarithm.</summary>
    public float ShareOf(AdministrationRecord administration)
    {
        var most = administration.Commune is { } seat && _territories.CurrentCommune(seat) is { } commune ? commune.Population ?? 0 : 0L;
        foreach (var competence in administration.Competences)
        {
            most = Math.Max(most, Of(competence));
        }

        var country = _byPlace.GetValueOrDefault(PlaceKey.Country);
        return country == 0 ? 0 : (float)(Math.Log(1 + Math.Min(most, country)) / Math.Log(1 + country));
    }

    private long Of(CompetenceView competence)
    {
        var sum = competence.WholeCountry ? _byPlace.GetValueOrDefault(PlaceKey.Country) : 0;
        foreach (var region in competence.Regions)
        {
            sum += _byPlace.GetValueOrDefault(PlaceKey.OfRegion(region.ToString()));
        }

        foreach (var departement in competence.Departements)
        {
            sum += _byPlace.GetValueOrDefault(PlaceKey.OfDepartement(departement.ToString()));
        }

        for (var communes = competence.Communes.GetEnumerator(); communes.MoveNext();)
        {
            sum += _byPlace.GetValueOrDefault(communes.Key);
        }

        return sum;
    }

    private void Add(int place, long population) => _byPlace[place] = _byPlace.GetValueOrDefault(place) + population;
}
