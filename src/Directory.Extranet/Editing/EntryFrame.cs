using System.Text.Json.Nodes;

namespace PublicDirectory.Extranet.Editing;

/// <summary>What the frame around an entry's pages shows.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Section">The section shown; null on pages that are not a section.</param>
public sealed record EntryFrame(WorkingEntry Entry, Section? Section)
{
    /// <summary>
    /// « à corriger » where what was typed has mistakes, « modifiée » where the draft changes something; null for neither.
    /// </summary>
    public string? StateOf(Section section)
    {
        if (Entry.Draft is not { } draft || section.Blocks.Count == 0)
        {
            return null;
        }

        // A section may have pages of its own beneath it, which keep what is typed as « contacts:… ».
        return draft.FormValues is { } values && JsonNode.Parse(values) is JsonObject typed
            && typed.Any(form => form.Key.Split(':')[0] == section.Slug) ? "à compléter"
            : section.Blocks.Any(draft.Blocks.Contains) ? "modifiée"
            : null;
    }
}
