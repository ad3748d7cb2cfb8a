using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>The fiches to which DILA's questions are asked: as the bench reads them, or as they were imported.</summary>
internal interface ICorpus
{
    /// <summary>What the figures are of, in a word or two.</summary>
    string Name { get; }

    /// <summary>Groups of an abbreviation and what it stands for.</summary>
    IReadOnlyList<IReadOnlyList<string>> Abbreviations { get; }

    /// <summary>By document: DILA's id of the fiche, such as <c>F2112</c>, and its title.</summary>
    IReadOnlyDictionary<Guid, (string Id, string Title)> Fiches { get; }

    /// <summary>The documents, without anchors of other fiches or without popularity where these are not wanted.</summary>
    IEnumerable<SearchDocument> Documents(bool withAnchors, bool withPopularity);
}
