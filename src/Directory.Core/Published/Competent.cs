using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

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

/// <summary>Who is competent for whom, for what, when.</summary>
/// <param name="ServiceType">The service type's code.</param>
/// <param name="Commune">Where the usager lives; a code of the past leads to today's commune.</param>
/// <param name="On">The day.</param>
/// <param name="Demarche">The démarche's entry; null: only competences for all that the service type handles count.</param>
public readonly record struct CompetenceQuestion(string ServiceType, InseeCode Commune, LocalDate On, Guid? Demarche = null);

/// <summary>An administration that serves a commune for a service type.</summary>
/// <param name="Record">The administration.</param>
/// <param name="Level">The most specific territory by which it serves the commune.</param>
/// <param name="Basis">How we know.</param>
/// <param name="IsForDemarche">Whether the competence is for the démarche asked for and no other.</param>
public readonly record struct CompetentAdministration(
    AdministrationRecord Record, CompetenceLevel Level, CompetenceBasis Basis, bool IsForDemarche);
