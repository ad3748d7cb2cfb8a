using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Core.Published;

/// <summary>By which territory an administration serves a commune, the most specific first.</summary>
public enum CompetenceLevel
{
    /// <summary>The commune is named.</summary>
    Commune,

    /// <summary>Its département is served whole.</summary>
    Departement,

    /// <summary>Its region is served whole.</summary>
    Region,

    /// <summary>The country is served whole.</summary>
    Country,
}

/// <summary>An administration that serves a commune for a service type.</summary>
/// <param name="Record">The administration.</param>
/// <param name="Level">The most specific territory by which it serves the commune.</param>
/// <param name="Basis">How we know.</param>
public readonly record struct CompetentAdministration(
    AdministrationRecord Record, CompetenceLevel Level, CompetenceBasis Basis);
