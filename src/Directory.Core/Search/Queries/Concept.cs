using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// One thing that a query speaks of: a word or a set phrase, with everything else that means it. A document has the concept as
/// well as it has the best of the alternatives.
/// </summary>
internal sealed record Concept
{
    /// <summary>The words as written first, then what may stand for them.</summary>
    public required IReadOnlyList<Alternative> Alternatives { get; init; }

    /// <summary>What the concept counts against others, 0 to 1: little where the words only say that something is wanted.</summary>
    public float Emphasis { get; init; } = 1;

    /// <summary>The communes that the words name; empty where they name none.</summary>
    public IReadOnlyList<Commune> Places { get; init; } = [];

    /// <summary>The département that the words name, or may name; null where they name none.</summary>
    public Departement? Departement { get; init; }

    /// <summary>Whether the words say where and not what: a place beyond doubt.</summary>
    public bool IsPlace { get; init; }
}

/// <summary>Terms that together mean a concept.</summary>
/// <param name="Terms">At least one.</param>
/// <param name="Weight">What they count against the words as written, 0 to 1.</param>
/// <param name="NeedsAll">Whether some of the terms alone mean nothing.</param>
internal sealed record Alternative(IReadOnlyList<string> Terms, float Weight, bool NeedsAll);
