using NodaTime;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// Where a document comes from. The outer values hold for every block that <see cref="Blocks"/> does not name.
/// </summary>
public sealed record Provenance
{
    /// <summary>The most characters of <see cref="Attribution"/>.</summary>
    public const int MaxAttributionLength = 200;

    /// <summary>A code of <see cref="Sources"/>: <c>dila-annuaire</c>, <c>sample</c>, ...</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Who holds the content in the source's own words, where that is another than the source's publisher: both are to be named. At most
    /// <see cref="MaxAttributionLength"/> characters.
    /// </summary>
    public string? Attribution { get; init; }

    /// <summary>
    /// When someone last checked the content, even if nothing changed; null when nobody says so. "Checked" is not
    /// "changed": see <c>entry_versions.changed_at</c> for the other.
    /// </summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>Exceptions by block name (top-level property of the document), e.g. hours edited by the préfecture.</summary>
    public IReadOnlyDictionary<string, BlockProvenance> Blocks { get; init; } =
        System.Collections.Frozen.FrozenDictionary<string, BlockProvenance>.Empty;

    /// <summary>Whether a block was edited here since it was last taken from a source.</summary>
    public bool IsEditedHere(string block) => (Blocks.TryGetValue(block, out var own) ? own.Source : Source) == Sources.Local.Code;
}

/// <summary>The provenance of one block that differs from its document's.</summary>
public sealed record BlockProvenance
{
    /// <summary>A code of <see cref="Sources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>When the block was last checked.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>The unit or agent reference that checked it; never a person's name or address.</summary>
    public string? VerifiedBy { get; init; }
}
