namespace PublicDirectory.Core.Administrations;

/// <summary>
/// What a source gives and nobody could read: kept in its own words for an editor to look at, so that nothing vanishes. It always says what
/// the source said last; it is settled once the block that it belongs to is edited here.
/// </summary>
/// <param name="Block">The block that it belongs to: <c>channels</c>, <c>addresses</c>.</param>
/// <param name="Label">What the source takes it for, in French: « Courriel ».</param>
/// <param name="Text">The source's words, 1 to <see cref="MaxTextLength"/> characters, may have lines.</param>
public sealed record UnreadValue(string Block, string Label, string Text)
{
    /// <summary>The most of them in one document.</summary>
    public const int Most = 50;

    /// <summary>The most characters of a text.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>Those of some blocks that nobody has settled yet.</summary>
    public static IReadOnlyList<UnreadValue> ToSettle(AdministrationDocument document, IReadOnlyList<string> blocks)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Unread.Where(value => blocks.Contains(value.Block) && !document.Provenance.IsEditedHere(value.Block))];
    }
}
