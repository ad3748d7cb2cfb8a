using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Orientation;

/// <summary>Where a message is from, as far as it says so.</summary>
/// <param name="Commune">The commune, where there is one only and it is without doubt.</param>
/// <param name="Named">Else the communes that may be meant, the most populous first.</param>
/// <param name="Departement">The département, where no commune is named.</param>
internal sealed record NamedCommunes(Commune? Commune, IReadOnlyList<Commune> Named, Departement? Departement)
{
    private const int MaxNamed = 20; // more than a name has namesakes
    private const int MaxMentions = 50; // who names more says nothing by it

    public static NamedCommunes Nowhere { get; } = new(null, [], null);

    /// <param name="mentions">The places that the message names.</param>
    public static NamedCommunes Of(IReadOnlyList<PlaceMention> mentions)
    {
        var departements = mentions.Take(MaxMentions)
            .Where(mention => mention is { Communes: [], IsCertain: true })
            .Select(mention => mention.Departement!)
            .Distinct()
            .ToList();
        var places = mentions.Take(MaxMentions).Where(mention => mention.Communes.Count > 0).ToList();
        if (places.Exists(place => place.IsCertain))
        {
            places.RemoveAll(place => !place.IsCertain);
        }

        var communes = places
            .Select(place => Narrowed(place.Communes, places, departements))
            .SelectMany(narrowed => narrowed)
            .DistinctBy(commune => commune.Code)
            .ToList();
        communes.RemoveAll(city => communes.Exists(commune => commune.Parent == city.Code));
        return places is [{ IsCertain: true }, ..] && communes is [var only]
            ? new NamedCommunes(only, [], null)
            : new NamedCommunes(
                null,
                [.. communes.OrderByDescending(commune => commune.Population ?? 0).Take(MaxNamed)],
                communes.Count == 0 && departements is [var departement] ? departement : null);
    }

    // What else is said tells namesakes apart: a postal code, another name, a département.
    private static IEnumerable<Commune> Narrowed(
        IReadOnlyList<Commune> communes, List<PlaceMention> places, List<Departement> departements)
    {
        foreach (var other in communes.Count == 1 ? [] : places)
        {
            var both = communes.Where(commune => other.Communes.Any(one => one.Code == commune.Code)).ToList();
            communes = both.Count > 0 ? both : communes;
        }

        var there = communes.Where(commune => departements.Exists(departement => departement.Code == commune.DepartementCode)).ToList();
        return there.Count > 0 ? there : communes;
    }
}
