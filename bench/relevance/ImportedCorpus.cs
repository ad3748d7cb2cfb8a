using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Searching;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>
/// The démarches of a published directory, indexed as its API does: they know no anchors. Popularity counts what each fiche
/// names as related, links of the kind that the questions come from among them, but none of their words.
/// </summary>
internal sealed class ImportedCorpus : ICorpus
{
    private readonly List<SearchDocument> _documents;

    public ImportedCorpus(Picture picture)
    {
        _documents = [.. PictureSearch.DocumentsOf(picture.State).Where(document => document.Kind == SearchKind.Demarche)];
        Abbreviations = [.. PictureSearch.AbbreviationsOf(picture.State.Demarches)];
        Fiches = picture.Demarches.ToDictionary(demarche => demarche.Id, demarche => (KeyOf(demarche), demarche.Title.ToString()));
    }

    public string Name => "imported";

    public IReadOnlyList<IReadOnlyList<string>> Abbreviations { get; }

    public IReadOnlyDictionary<Guid, (string Id, string Title)> Fiches { get; }

    public IEnumerable<SearchDocument> Documents(bool withAnchors, bool withPopularity) =>
        withPopularity ? _documents : _documents.Select(document => document with { Popularity = 0 });

    // « particuliers/F2112 » as F2112.
    private static string KeyOf(Core.Published.Records.Demarches.DemarcheRecord demarche)
    {
        foreach (var id in demarche.ExternalIds)
        {
            return id.Value.ToString().Split('/')[^1];
        }

        return "";
    }
}
