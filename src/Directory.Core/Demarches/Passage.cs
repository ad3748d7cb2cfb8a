namespace PublicDirectory.Core.Demarches;

/// <summary>A piece of the text.</summary>
public sealed record Passage
{
    /// <summary>The title that it stands under; null before the first one. At most 500 characters.</summary>
    public string? Heading { get; init; }

    /// <summary>How deep that title is: 1 for a chapter or a first case, 2 within it; 0 without a title.</summary>
    public int Level { get; init; }

    /// <summary>Paragraphs, one a line, items of lists with a dash; at most 20,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The innermost case that it holds for; null for all.</summary>
    public string? Situation { get; init; }
}
