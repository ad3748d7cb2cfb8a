namespace PublicDirectory.Core.Habilitations;

/// <summary>What a change does beyond the words of its entry.</summary>
public enum EffectKind
{
    /// <summary>It changes who answers for a place, or which service handles a démarche.</summary>
    Answers,

    /// <summary>It changes where an address is, and so near whom it is found.</summary>
    Stands,

    /// <summary>It moves an entry into the perimeter of others, or out of it.</summary>
    Moves,

    /// <summary>It changes by which identifier of another register the entry is known: what imports find it by.</summary>
    Identifies,
}

/// <summary>One effect, and which perimeters answer for it; the national one always does.</summary>
public sealed record Effect
{
    /// <summary>What it does.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>The block that makes it; null where the whole entry does, by coming or going.</summary>
    public string? Block { get; init; }

    /// <summary>
    /// The place, for <see cref="EffectKind.Answers"/> and <see cref="EffectKind.Stands"/>; communes by their département.
    /// </summary>
    public Reached Place { get; init; } = Reached.Nowhere;

    /// <summary>The service types, each of which answers for it.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The département that answers for it; null where it reaches further than one.</summary>
    public string? Departement { get; init; }

    /// <summary>The entries at the top of perimeters that answer for it.</summary>
    public IReadOnlyList<Guid> AnsweredBy { get; init; } = [];

    /// <summary>The place, for sentences: « le département du Rhône »; set where it is read.</summary>
    public string PlaceName { get; init; } = "";

    /// <summary>The names of <see cref="Types"/>, for sentences; set where they are read.</summary>
    public IReadOnlyList<string> TypeNames { get; init; } = [];

    /// <summary>Whether it is felt elsewhere than where the entry stands: what pages tell of before anyone decides.</summary>
    public bool IsBeyond(EntryFacts entry) => entry.Departement is { } here ? Departement != here : !Types.Intersect(entry.Types).Any();
}
