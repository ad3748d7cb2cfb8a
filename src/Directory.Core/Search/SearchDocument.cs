using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search;

/// <summary>
/// What can be found: a title and texts, whatever entry they come from. The index keeps terms and titles, not texts.
/// </summary>
public sealed record SearchDocument
{
    /// <summary>The entry's id; for a commune <see cref="Guid.Empty"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required SearchKind Kind { get; init; }

    /// <summary>The name shown, also the first thing searched.</summary>
    public required string Title { get; init; }

    /// <summary>Everything else that is searched, the most telling first.</summary>
    public IReadOnlyList<SearchText> Texts { get; init; } = [];

    /// <summary>How often people want it, 0 to 1: among equals the better known comes first.</summary>
    public float Popularity { get; init; }

    /// <summary>Where it stands; null for what stands nowhere.</summary>
    public InseeCode? Commune { get; init; }
}

/// <summary>A text of a document.</summary>
/// <param name="Field">What the text is: it decides how much a word in it counts.</param>
/// <param name="Text">Plain French, without markup.</param>
public readonly record struct SearchText(SearchField Field, string Text);

/// <summary>What a text is within its document.</summary>
public enum SearchField : byte
{
    /// <summary>The title; taken from <see cref="SearchDocument.Title"/>.</summary>
    Title,

    /// <summary>An acronym or abbreviation, and other names.</summary>
    Acronym,

    /// <summary>Keywords, labels of service types, themes.</summary>
    Keyword,

    /// <summary>What it is in two sentences.</summary>
    Summary,

    /// <summary>A heading inside.</summary>
    Heading,

    /// <summary>Words by which other documents point to it.</summary>
    Anchor,

    /// <summary>Everything else.</summary>
    Body,
}

/// <summary>What can be found and suggested.</summary>
public enum SearchKind : byte
{
    /// <summary>Any body or counter.</summary>
    Administration,

    /// <summary>Something to do, with its documents and steps.</summary>
    Demarche,

    /// <summary>A kind of counter; suggested, not searched.</summary>
    ServiceType,

    /// <summary>A commune of today; suggested, not searched.</summary>
    Commune,
}
