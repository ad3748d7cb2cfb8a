using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search;

/// <summary>The communes of today as documents: found by name and postal code, the most populous first.</summary>
internal static class CommuneDocuments
{
    private const double LargestPopulation = 2_200_000;

    public static IEnumerable<SearchDocument> Of(TerritoryIndex territories)
    {
        for (var ordinal = 0; ordinal < territories.Communes.Length; ordinal++)
        {
            var commune = territories.Communes[ordinal];
            if (commune.IsStanding)
            {
                yield return new SearchDocument
                {
                    Id = Guid.Empty,
                    Kind = SearchKind.Commune,
                    Title = commune.Name,
                    Texts = [.. commune.PostalCodes.Select(code => new SearchText(SearchField.Acronym, code))],
                    Popularity = PopularityOf(commune),
                    Commune = commune.Code,
                };
            }
        }
    }

    /// <summary>0 to 1, by the logarithm of the population.</summary>
    public static float PopularityOf(Commune commune) =>
        (float)Math.Min(1, Math.Log(1 + (commune.Population ?? 0)) / Math.Log(LargestPopulation));
}
