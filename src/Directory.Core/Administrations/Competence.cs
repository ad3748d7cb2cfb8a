using NodaTime;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Administrations;

/// <summary>How we know that an administration serves a place.</summary>
public enum CompetenceBasis
{
    /// <summary>The source says so, commune by commune.</summary>
    Declared,

    /// <summary>The source says nothing: the commune where it stands is taken, as DILA's public rule does.</summary>
    Seat,
}

/// <summary>For which places an administration answers, for one service type.</summary>
public sealed record Competence
{
    /// <summary>The service type's code.</summary>
    public required string ServiceType { get; init; }

    /// <summary>The entry of the only démarche that this is about; null for all that the service type handles.</summary>
    public Guid? Demarche { get; init; }

    /// <summary>How we know.</summary>
    public CompetenceBasis Basis { get; init; }

    /// <summary>True where the whole country is served; the lists below are then empty.</summary>
    public bool WholeCountry { get; init; }

    /// <summary>Codes of regions served whole.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Codes of départements served whole.</summary>
    public IReadOnlyList<string> Departements { get; init; } = [];

    /// <summary>Communes served, in the order of their codes, of today's geographic code.</summary>
    public IReadOnlyList<InseeCode> Communes { get; init; } = [];

    /// <summary>First day of validity; null for always.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Last day of validity; null for no end.</summary>
    public LocalDate? ValidTo { get; init; }
}
