namespace PublicDirectory.Core.Territories;

/// <summary>The broad legal geography of a region or département.</summary>
public enum TerritoryZone : byte
{
    /// <summary>Mainland France and Corsica.</summary>
    Metropole,

    /// <summary>Overseas départements and regions: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte.</summary>
    Drom,

    /// <summary>
    /// Other overseas lands: Saint-Pierre-et-Miquelon, Polynésie française, Nouvelle-Calédonie, ... They are listed as
    /// region and département of the same code, so that every commune has both.
    /// </summary>
    Com,
}
