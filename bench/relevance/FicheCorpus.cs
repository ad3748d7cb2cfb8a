using System.Security.Cryptography;
using System.Text;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>The fiches as documents of the index, in the variants that the bench compares.</summary>
internal sealed class FicheCorpus : ICorpus
{
    private readonly List<Fiche> _fiches;
    private readonly Dictionary<string, int> _links;
    private readonly ILookup<string, string> _anchors;

    /// <param name="fiches">Those to be found.</param>
    /// <param name="questions">Their texts are left out of the anchors: they were taken from such links.</param>
    public FicheCorpus(List<Fiche> fiches, IEnumerable<Question> questions)
    {
        _fiches = fiches;
        var excluded = questions.Select(question => Key(question.Text)).ToHashSet();
        var links = fiches.SelectMany(fiche => fiche.Links.Select(link => (fiche.Id, link.Words, link.Target)))
            .Where(link => link.Id != link.Target && !excluded.Contains(Key(link.Words)))
            .ToList();
        _links = links.GroupBy(link => link.Target).ToDictionary(same => same.Key, same => same.Select(link => link.Id).Distinct().Count());
        _anchors = links.Select(link => (link.Target, link.Words)).Distinct().ToLookup(link => link.Target, link => link.Words);
        Abbreviations = [.. fiches.SelectMany(fiche => fiche.Abbreviations)
            .Select(pair => (IReadOnlyList<string>)[pair.Short, pair.Long])
            .DistinctBy(pair => (pair[0], pair[1]))];
    }

    public string Name => "from the XML";

    public IReadOnlyList<IReadOnlyList<string>> Abbreviations { get; }

    public IReadOnlyDictionary<Guid, (string Id, string Title)> Fiches => _fiches.ToDictionary(IdOf, fiche => (fiche.Id, fiche.Title));

    public IEnumerable<SearchDocument> Documents(bool withAnchors, bool withPopularity) => _fiches.Select(fiche => new SearchDocument
    {
        Id = IdOf(fiche),
        Kind = SearchKind.Demarche,
        Title = fiche.Title,
        Texts = withAnchors
            ? [.. fiche.Texts, .. _anchors[fiche.Id].Select(words => new SearchText(SearchField.Anchor, words))]
            : fiche.Texts,
        Popularity = withPopularity
            ? (float)Math.Min(1, Math.Log(1 + _links.GetValueOrDefault(fiche.Id)) / Math.Log(200))
            : 0,
    });

    private static Guid IdOf(Fiche fiche) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{fiche.Audience}/{fiche.Id}")).AsSpan(0, 16));

    private static string Key(string text) => Core.Territories.TextFolding.Fold(text);
}
