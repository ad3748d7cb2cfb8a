using System.Text.Json.Nodes;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing;

/// <summary>What the frame around an entry's pages shows.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Section">The section shown; null on pages that are not a section.</param>
public sealed record EntryFrame(WorkingEntry Entry, Section? Section)
{
    /// <summary>« à corriger » in the menu, and what is kept as it was typed.</summary>
    public const string ToCorrect = "à corriger";

    /// <summary>Whether the page has the section's form: its menu then saves before it leads elsewhere.</summary>
    public bool HasForm { get; init; }

    /// <summary>« Vérifier et envoyer (1 changement) ».</summary>
    public string Review => Changed == 0 ? Sections.Review.Title : $"{Sections.Review.Title} ({FrenchCounts.Of(Changed, "changement")})";

    /// <summary>« Horaires, Contacts »: what the agent's request that waits changes.</summary>
    public string WaitsFor => Entry.Waiting is not { } waiting ? ""
        : string.Join(", ", waiting.Blocks.Select(block => Sections.OfBlock(Entry.Kind, block).Title).Distinct());

    /// <summary>How many sections the draft changes, or has something typed in.</summary>
    public int Changed => Sections.Of(Entry.Kind).Count(section => StateOf(section) is not null);

    /// <summary>
    /// « à corriger » where what was typed is no document yet, « modifié » where the draft changes something; null for neither.
    /// </summary>
    public string? StateOf(Section section)
    {
        if (Entry.Draft is not { } draft || section.Blocks.Count == 0)
        {
            return null;
        }

        // A section may have pages of its own beneath it, which keep what is typed as « contacts:… ».
        return draft.FormValues is { } values && JsonNode.Parse(values) is JsonObject typed
            && typed.Any(form => form.Key.Split(':')[0] == section.Slug) ? ToCorrect
            : section.Blocks.Any(draft.Blocks.Contains) && !IsSame(section) ? "modifié"
            : null;
    }

    private bool IsSame(Section section) =>
        section.IsSame is { } isSame
            && Entry.Basis is AdministrationDocument before
            && Entry.Document is AdministrationDocument after
            && isSame(before, after);
}
