namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// One line of opening hours as DILA's files write it: from a day to a day, some slots, and a note in French. Nothing is
/// checked yet; any value may be missing or wrong.
/// </summary>
/// <remarks>Source: <c>plage_ouverture</c> (JSON, since 2022) and <c>PlageJ</c> (XML, before).</remarks>
public sealed record SourceRange
{
    /// <summary>The first day, as a French name in any case, accents or not.</summary>
    public string? FirstDay { get; init; }

    /// <summary>The last day, included.</summary>
    public string? LastDay { get; init; }

    /// <summary>The slots in the order of the source; a pair whose two values are blank is no slot.</summary>
    public IReadOnlyList<(string? Opens, string? Closes)> Slots { get; init; } = [];

    /// <summary>The note on these days.</summary>
    public string? Note { get; init; }
}
