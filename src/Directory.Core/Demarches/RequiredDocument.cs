namespace PublicDirectory.Core.Demarches;

/// <summary>Something to bring or send (« pièce justificative »).</summary>
public sealed record RequiredDocument
{
    /// <summary>Stable within the démarche as long as its words stay.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, in French, 1 to 1,000 characters.</summary>
    public required string Label { get; init; }

    /// <summary>More about it, alternatives among it; at most 5,000 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>True for the original, false for a copy, null when not said.</summary>
    public bool? Original { get; init; }

    /// <summary>How many, where more than one or said.</summary>
    public int? Copies { get; init; }

    /// <summary>True where one brings it only if one has it, or only in a case that the label tells.</summary>
    public bool Optional { get; init; }

    /// <summary>Of those that share this word, one is enough; at most 60 characters.</summary>
    public string? OneOf { get; init; }

    /// <summary>
    /// The innermost cases that ask for it, one of which must hold; those above follow from the tree. Empty: always.
    /// </summary>
    public IReadOnlyList<string> Situations { get; init; } = [];
}
