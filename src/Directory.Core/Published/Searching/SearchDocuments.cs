using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>What of each published entry is searched.</summary>
internal sealed class SearchDocuments(TerritoryIndex territories, ServiceTypeSet types, DemarcheSet demarches)
{
    // So many démarches that point to one make it as well known as can be.
    private const int MostPointers = 60;

    private readonly Lazy<ServedPopulation> _population = new(() => new ServedPopulation(territories));
    private readonly Lazy<Dictionary<(string Scheme, string Value), int>> _pointers = new(() => PointersTo(demarches));

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
            Popularity = _population.Value.ShareOf(administration),
            Commune = administration.Commune,
        };
    }

    public SearchDocument Of(DemarcheRecord demarche)
    {
        var texts = new List<SearchText>();
        foreach (var keyword in demarche.Keywords)
        {
            Add(texts, SearchField.Acronym, keyword);
        }

        foreach (var theme in demarche.Themes)
        {
            Add(texts, SearchField.Keyword, theme.Label);
        }

        Add(texts, SearchField.Summary, demarche.Summary);
        foreach (var passage in demarche.Passages)
        {
            Add(texts, SearchField.Heading, passage.Heading);
            Add(texts, SearchField.Body, passage.Text);
        }

        var pointers = 0;
        foreach (var id in demarche.ExternalIds)
        {
            pointers += _pointers.Value.GetValueOrDefault((id.Scheme.ToString(), id.Value.ToString()));
        }

        return new SearchDocument
        {
            Id = demarche.Id,
            Kind = SearchKind.Demarche,
            Title = demarche.Title.ToString(),
            Texts = texts,
            Popularity = (float)Math.Min(1, Math.Log(1 + pointers) / Math.Log(1 + MostPointers)),
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

    private static Dictionary<(string Scheme, string Value), int> PointersTo(DemarcheSet demarches)
    {
        var pointers = new Dictionary<(string, string), int>();
        foreach (var demarche in demarches.ByTitle)
        {
            foreach (var related in demarche.Related)
            {
                var id = (related.Scheme.ToString(), related.Value.ToString());
                pointers[id] = pointers.GetValueOrDefault(id) + 1;
            }
        }

        return pointers;
    }

    private static void Add(List<SearchText> texts, SearchField field, JsonText text)
    {
        if (!text.IsNull)
        {
            texts.Add(new SearchText(field, text.ToString()));
        }
    }
}
