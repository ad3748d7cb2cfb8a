using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>A fiche as the bench reads it: what is searched, and whom it points to.</summary>
internal sealed record Fiche
{
    /// <summary>DILA's id, such as <c>F2112</c>: several audiences may have one each.</summary>
    public required string Id { get; init; }

    public required string Audience { get; init; }

    /// <summary>As in the file: <c>Fiche d'information</c>, <c>Dossier</c>, <c>Téléservice</c>, ...</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<SearchText> Texts { get; init; }

    /// <summary>Links in running text: the words, and the id that they lead to.</summary>
    public required IReadOnlyList<(string Words, string Target)> Links { get; init; }

    /// <summary>Abbreviations explained in it: the short form, then the long one.</summary>
    public required IReadOnlyList<(string Short, string Long)> Abbreviations { get; init; }
}
