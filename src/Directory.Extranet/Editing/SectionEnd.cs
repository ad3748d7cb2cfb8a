namespace PublicDirectory.Extranet.Editing;

/// <summary>What ends the form of every section.</summary>
/// <param name="Frame">The entry's pages, of which it is one.</param>
/// <param name="Seen">The fingerprint of what the form was made from.</param>
/// <param name="Path">The page itself.</param>
/// <param name="IsConflict">Whether the agent is choosing between two versions.</param>
/// <param name="Focus">The id of the element to which the button just pressed leads; null when the page was opened otherwise.</param>
/// <param name="Kept">What was kept last, and when; null where nothing was.</param>
/// <param name="GiveUp">What the button says that gives up what was typed and is no document yet; null where there is nothing.</param>
public sealed record SectionEnd(
    EntryFrame Frame, string Seen, string Path, bool IsConflict, string? Focus, string? Kept, string? GiveUp);
