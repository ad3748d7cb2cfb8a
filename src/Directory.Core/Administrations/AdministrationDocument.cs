using System.Text.Json.Serialization;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Administrations;

/// <summary>Any body or counter that the directory describes (« organisme », « guichet »).</summary>
public sealed record AdministrationDocument : EntryDocument
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Administration;

    /// <summary>The public name, 1 to 300 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The acronym that people use, at most 60 characters.</summary>
    public string? Acronym { get; init; }

    /// <summary>What it does, in plain words, at most 5,000 characters.</summary>
    public string? Mission { get; init; }

    /// <summary>Codes of its service types (« pivots »), the main one first; empty for bodies without a counter.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The entry of the administration that it belongs to.</summary>
    public Guid? Parent { get; init; }

    /// <summary>The commune where it stands, of today's geographic code; null when the source's could not be placed.</summary>
    public InseeCode? Commune { get; init; }

    /// <summary>Where to go and where to write, the physical one first; at most 10.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>Whether people with disabilities can come in; null when nothing is known.</summary>
    public Accessibility? Accessibility { get; init; }

    /// <summary>Hours of the physical reception; null when nothing is known.</summary>
    public OpeningSchedule? OpeningHours { get; init; }

    /// <summary>Ways to reach it, best first; at most 50.</summary>
    public IReadOnlyList<ContactChannel> Channels { get; init; } = [];

    /// <summary>What usagers should know for a time, the most important first; at most 10.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The unit that answers for this content; null when nobody was named.</summary>
    public ResponsibleUnit? Responsible { get; init; }

    /// <summary>When waiting is short and when it is long; at most <see cref="AdministrationValidator.MaxPeakTimes"/>.</summary>
    public IReadOnlyList<PeakTime> PeakTimes { get; init; } = [];

    /// <summary>What the source gives beside all that and nobody could read; at most <see cref="UnreadValue.Most"/>.</summary>
    public IReadOnlyList<UnreadValue> Unread { get; init; } = [];

    /// <summary>Whom it serves, by service type.</summary>
    public IReadOnlyList<Competence> Competences { get; init; } = [];
}
