namespace PublicDirectory.Extranet.Editing;

/// <summary>How the form of a section ends.</summary>
/// <param name="Seen">The fingerprint of what the form was made from.</param>
/// <param name="Path">The section's address.</param>
/// <param name="IsConflict">Whether the agent chooses between what they typed and what was saved meanwhile.</param>
/// <param name="Focus">The id to which a button of the form has just led; null for none.</param>
public sealed record SectionEnd(string Seen, string Path, bool IsConflict, string? Focus);
