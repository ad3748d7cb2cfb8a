namespace PublicDirectory.Core.Habilitations;

/// <summary>What an action touches: which entry, which of its blocks, and whom beyond it. Without blocks named, the whole entry.</summary>
public sealed record Touched
{
    private readonly IReadOnlyList<string>? _blocks;

    /// <param name="entry">As it is published; a new one, as it would be.</param>
    public Touched(EntryFacts entry) => Entries = [entry];

    /// <summary>
    /// As whom it must be answered for: first as it is. Notices and local complements are shown far beyond their entry, so that they come a
    /// second time, as they would be.
    /// </summary>
    public IReadOnlyList<EntryFacts> Entries { get; init; }

    /// <summary>The entry as it is.</summary>
    public EntryFacts Entry => Entries[0];

    /// <summary>
    /// The blocks, each of which must be covered; null for the whole entry, for which a grant limited to blocks is not enough.
    /// </summary>
    /// <exception cref="ArgumentException">None is named: nothing is not the same as anything.</exception>
    public IReadOnlyList<string>? Blocks
    {
        get => _blocks;
        init =>
            _blocks =
                value is { Count: 0 } ? throw new ArgumentException("Name blocks, or null for the whole entry.", nameof(value)) : value;
    }

    /// <summary>What changes for others than those who answer for the entry; empty for nothing.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What is felt elsewhere than where the entry stands, and who must agree to it; in French, none for a local change.</summary>
    public IReadOnlyList<string> Beyond => EffectSentences.Of(Effects.Where(effect => effect.IsBeyond(Entry)));

    /// <summary>These blocks of an entry; the whole of it when none is named.</summary>
    public static Touched Part(EntryFacts entry, params IReadOnlyList<string> blocks) =>
        new(entry) { Blocks = blocks.Count == 0 ? null : blocks };
}
