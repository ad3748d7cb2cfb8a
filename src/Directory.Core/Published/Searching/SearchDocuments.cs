using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>What of each published entry is searched.</summary>
internal sealed class SearchDocuments(TerritoryIndex territories, ServiceTypeSet types)
{
    private readonly ServedPopulation _population = new(territories);

    public SearchDocument Of(AdministrationRecord administration)
    {
        var texts = new List<SearchText>();
        Add(texts, SearchField.Acronym, administration.Acronym);
        foreach (var code in administration.Types)
        {
            if (types.ByCode.TryGetValue(code.ToString(), out var type))
            {
                Add(texts, SearchField.Acronym, type.Acronym);
                Add(texts, SearchField.Keyword, type.Label);
            }
        }

        if (administration.Commune is { } seat && territories.CurrentCommune(seat) is { } commune)
        {
            texts.Add(new SearchText(SearchField.Keyword, commune.Name));
            texts.Add(new SearchText(SearchField.Keyword, territories.FindDepartement(commune.DepartementCode)!.Name));
        }

        Add(texts, SearchField.Body, administration.Mission);
        return new SearchDocument
        {
            Id = administration.Id,
            Kind = SearchKind.Administration,
            Title = administration.Name.ToString(),
            Texts = texts,
            Popularity = _population.ShareOf(administration),
            Commune = administration.Commune,
        };
    }

    public static SearchDocument Of(ServiceTypeRecord type)
    {
        var texts = new List<SearchText>();
        Add(texts, SearchField.Acronym, type.Acronym);
        return new SearchDocument
        {
            Id = type.Id,
            Kind = SearchKind.ServiceType,
            Title = type.Document.Label,
            Texts = texts,
        };
    }

    private static void Add(List<SearchText> texts, SearchField field, JsonText text)
    {
        if (!text.IsNull)
        {
            texts.Add(new SearchText(field, text.ToString()));
        }
    }
}
