using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Demarches;

/// <summary>
/// What a local administration, or a département, adds to a national démarche (« complément local »). An entry of its own: nobody who
/// writes the national text, by hand or by import, touches it, and it changes nothing of that text. See
/// <c>docs/adr/0010-local-complements.md</c>.
/// </summary>
/// <remarks>The bounds are checked by <see cref="LocalComplementValidator"/>.</remarks>
public sealed record LocalComplementDocument : EntryDocument
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.LocalComplement;

    /// <summary>What it is called in lists and above its text, 1 to 300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The entry of the démarche that it completes.</summary>
    public required Guid Demarche { get; init; }

    /// <summary>The national text that its author had before them.</summary>
    public required DemarcheBasis Basis { get; init; }

    /// <summary>The administration that says it, for the places that it serves; null where a département does.</summary>
    public Guid? Parent { get; init; }

    /// <summary>The code of the département in which it holds; null where an administration says it.</summary>
    public string? Departement { get; init; }

    /// <summary>What differs or is to be known here, at most 20,000 characters, may have lines.</summary>
    public string? Text { get; init; }

    /// <summary>What is asked for here beside the national list; at most 50. Not for single cases.</summary>
    public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];

    /// <summary>Whom to turn to here, beside the counters of the directory; at most 50.</summary>
    public IReadOnlyList<DemarcheContact> Contacts { get; init; } = [];

    /// <summary>How long it takes here, in words; at most 3,000 characters.</summary>
    public string? Delay { get; init; }

    /// <summary>Whether the national text has changed since the author last took it into account.</summary>
    /// <param name="changedAt">When the démarche's content last changed.</param>
    public bool NeedsReview(Instant changedAt) => changedAt > Basis.ChangedAt;
}

/// <summary>The version of a démarche's text that something was written for.</summary>
/// <param name="Version">The published version.</param>
/// <param name="ChangedAt">
/// When its content had last changed: later versions that only confirm it share this instant, and ask for no review.
/// </param>
public sealed record DemarcheBasis(int Version, Instant ChangedAt);
