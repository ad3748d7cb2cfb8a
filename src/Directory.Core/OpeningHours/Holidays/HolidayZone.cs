namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>The territories whose lists of public holidays differ.</summary>
public enum HolidayZone
{
    /// <summary>Mainland France and Corsica, without Alsace and Moselle.</summary>
    Metropole,

    /// <summary>Bas-Rhin, Haut-Rhin and Moselle, which keep two more days from local law.</summary>
    AlsaceMoselle,

    /// <summary>Guadeloupe (971).</summary>
    Guadeloupe,

    /// <summary>Martinique (972).</summary>
    Martinique,

    /// <summary>Guyane (973).</summary>
    Guyane,

    /// <summary>La Réunion (974).</summary>
    Reunion,

    /// <summary>Saint-Pierre-et-Miquelon (975).</summary>
    SaintPierreEtMiquelon,

    /// <summary>Mayotte (976).</summary>
    Mayotte,

    /// <summary>Saint-Barthélemy (977).</summary>
    SaintBarthelemy,

    /// <summary>Saint-Martin (978).</summary>
    SaintMartin,

    /// <summary>Wallis-et-Futuna (986).</summary>
    WallisEtFutuna,

    /// <summary>Polynésie française (987).</summary>
    PolynesieFrancaise,

    /// <summary>Nouvelle-Calédonie (988).</summary>
    NouvelleCaledonie,
}
