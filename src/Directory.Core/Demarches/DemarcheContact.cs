using System.Text.Json.Serialization;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Demarches;

/// <summary>Whom to turn to where no counter of the directory is, or who helps.</summary>
/// <param name="Scope">What kind of contact.</param>
/// <param name="Label">In French, 1 to 500 characters.</param>
/// <param name="Url">A page that tells how to reach them.</param>
public sealed record DemarcheContact(ContactScope Scope, string Label, string? Url = null)
{
    /// <summary>What they do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ContactRole Role { get; init; }

    /// <summary>The kind of counter of the directory that they are, by its code; null where it has none such.</summary>
    public string? ServiceType { get; init; }

    /// <summary>How to reach them; at most 20.</summary>
    public IReadOnlyList<DemarcheChannel> Channels { get; init; } = [];

    /// <summary>The innermost cases that they are for, one of which must hold; empty: always.</summary>
    public IReadOnlyList<string> Situations { get; init; } = [];
}

/// <summary>A way to reach a contact.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">The number, the address; a postal address has lines. At most 1,000 characters.</param>
/// <param name="Note">What is said of it: when it answers, what it costs. At most 1,000 characters, may have lines.</param>
public sealed record DemarcheChannel(ChannelKind Kind, string Value, string? Note = null);

/// <summary>What a contact does.</summary>
public enum ContactRole
{
    /// <summary>The démarche is done with them.</summary>
    Handles,

    /// <summary>They inform, advise or help; the démarche is done elsewhere.</summary>
    Helps,
}

/// <summary>What kind of contact it is.</summary>
public enum ContactScope
{
    /// <summary>One body or line for the whole country.</summary>
    National,

    /// <summary>A professional of the usager's choice: a notaire, an avocat.</summary>
    Professional,

    /// <summary>A counter outside France: an embassy, a consulate.</summary>
    Abroad,

    /// <summary>A local counter that the directory does not hold.</summary>
    Local,
}
