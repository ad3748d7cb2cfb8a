namespace PublicDirectory.Core.Documents;

/// <summary>An identifier in another register, e.g. (<c>DILA_ANNUAIRE</c>, a UUID) or (<c>SIRET</c>, 14 digits).</summary>
/// <remarks>Several entries may carry the same value: the national file repeats some SIRETs.</remarks>
public sealed record ExternalId(string Scheme, string Value);

/// <summary>The schemes that the importers fill; others are allowed.</summary>
public static class ExternalIdSchemes
{
    /// <summary>The UUID of a record of DILA's directory since July 2022.</summary>
    public const string DilaAnnuaire = "DILA_ANNUAIRE";

    /// <summary>DILA's key before 2022: <c>mairie-69266-01</c>.</summary>
    public const string DilaPivot = "DILA_PIVOT";

    /// <summary>
    /// The key of one of DILA's fiches: <c>F1341</c>, which several entries may share, one for each audience that it is
    /// written for, and <c>particuliers/F1341</c>, which is of one entry.
    /// </summary>
    public const string DilaFiche = "DILA_FICHE";

    /// <summary>The legal unit's number, nine digits.</summary>
    public const string Siren = "SIREN";

    /// <summary>The establishment's number, fourteen digits.</summary>
    public const string Siret = "SIRET";

    /// <summary>The key of a record of the demonstration sample.</summary>
    public const string Sample = "SAMPLE";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [DilaAnnuaire, DilaPivot, DilaFiche, Siren, Siret, Sample];
}
