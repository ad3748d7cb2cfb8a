using System.Text.Json.Serialization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Demarches;

/// <summary>
/// A démarche: what a usager does to obtain a right or to meet a duty, with what to bring, where to go and what it costs.
/// </summary>
/// <remarks>The bounds are checked by <see cref="DemarcheValidator"/>.</remarks>
public sealed record DemarcheDocument : EntryDocument
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Demarche;

    /// <summary>The public title, 1 to 300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in two or three sentences; at most 3,000 characters.</summary>
    public string? Summary { get; init; }

    /// <summary>For whom it is; at least one.</summary>
    public IReadOnlyList<Audience> Audiences { get; init; } = [];

    /// <summary>Where it stands in the classification, each with those above it; at most 20.</summary>
    public IReadOnlyList<Theme> Themes { get; init; } = [];

    /// <summary>The events of a life that bring it about; at most 30.</summary>
    public IReadOnlyList<LifeEvent> LifeEvents { get; init; } = [];

    /// <summary>Other words that usagers have for it, acronyms included; at most 200.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The cases that it distinguishes, as a tree; at most 500 in all, 8 levels.</summary>
    public IReadOnlyList<Situation> Situations { get; init; } = [];

    /// <summary>What to bring or send; at most 300.</summary>
    public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];

    /// <summary>What to do, in order; at most 100.</summary>
    public IReadOnlyList<DemarcheStep> Steps { get; init; } = [];

    /// <summary>Where to do it online; at most 100.</summary>
    public IReadOnlyList<OnlineService> OnlineServices { get; init; } = [];

    /// <summary>Forms to fill in; at most 100.</summary>
    public IReadOnlyList<Form> Forms { get; init; } = [];

    /// <summary>What it costs, by case; at most 200.</summary>
    public IReadOnlyList<DemarcheCost> Cost { get; init; } = [];

    /// <summary>How long it takes, by case; at most 200.</summary>
    public IReadOnlyList<DemarcheDelay> Delay { get; init; } = [];

    /// <summary>
    /// Codes of all service types that handle it, the main one first; at most 50. A <see cref="Situation"/> names those that handle it.
    /// </summary>
    public IReadOnlyList<string> HandledBy { get; init; } = [];

    /// <summary>
    /// Whom to turn to where no counter of the directory is, national bodies and professionals among them, and who helps; at most 50.
    /// </summary>
    public IReadOnlyList<DemarcheContact> Contacts { get; init; } = [];

    /// <summary>Démarches that go with it, by an external id of theirs; at most 100. Some may not be published.</summary>
    public IReadOnlyList<ExternalId> Related { get; init; } = [];

    /// <summary>The whole text in reading order, without mark-up: for reading at length and for searching; at most 1,500.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    /// <summary>The page of the source.</summary>
    public string? Url { get; init; }

    /// <summary>The unit that answers for this content, as shown to the public.</summary>
    public ResponsibleUnit? Responsible { get; init; }
}
