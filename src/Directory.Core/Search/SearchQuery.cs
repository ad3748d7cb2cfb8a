using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search;

/// <summary>What is looked for, and which page of the answer.</summary>
public sealed record SearchQuery
{
    /// <summary>The most characters of a query: a long sentence. Longer ones are refused.</summary>
    public const int MaxLength = 200;

    /// <summary>The most results on a page.</summary>
    public const int MaxFirst = 100;

    /// <summary>The most results that can be paged through: nobody reads further, and each page costs all those before.</summary>
    public const int MaxDepth = 1000;

    /// <summary>In plain French, 1 to 200 characters with a letter or digit among them.</summary>
    public required string Text { get; init; }

    /// <summary>The kinds wanted: nothing is of none. Null for all that can be searched.</summary>
    public IReadOnlyList<SearchKind>? Kinds { get; init; }

    /// <summary>When set, no other administration is found: those of a commune, say. Other kinds are not concerned.</summary>
    public IReadOnlySet<Guid>? Administrations { get; init; }

    /// <summary>
    /// The administrations that serve a commune, or stand in a département, as what the text asks for: where the text names the place, they
    /// come first. Null where nothing is known of that.
    /// </summary>
    public ServingPlace? Serving { get; init; }

    /// <summary>How many at most, 0 to 100.</summary>
    public int First { get; init; } = 20;

    /// <summary>The cursor after which the page starts; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>
    /// Whether the text is a message rather than words to look for: it says much beside what is wanted, so that a small part of it is
    /// enough, and words that nothing published has do not count.
    /// </summary>
    public bool IsMessage { get; init; }
}

/// <summary>What someone has begun to type.</summary>
public sealed record SuggestionQuery
{
    /// <summary>The most suggestions.</summary>
    public const int MaxFirst = 20;

    /// <summary>At most <see cref="SearchQuery.MaxLength"/> characters; empty: no suggestion.</summary>
    public required string Prefix { get; init; }

    /// <summary>The kinds wanted: nothing is of none. Null for all.</summary>
    public IReadOnlyList<SearchKind>? Kinds { get; init; }

    /// <summary>How many at most, 0 to 20.</summary>
    public int First { get; init; } = 8;
}

/// <summary>The administrations of a kind that is looked for which serve a commune, or stand in a département.</summary>
/// <param name="commune">The commune; null where it is a département.</param>
/// <param name="departement">The département; null where it is a commune.</param>
public delegate IReadOnlyCollection<Guid> ServingPlace(Commune? commune, Departement? departement);
