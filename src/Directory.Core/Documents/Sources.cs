namespace PublicDirectory.Core.Documents;

/// <summary>A source of content, as named to the public with its licence.</summary>
/// <param name="Code">The code kept in documents and imports.</param>
/// <param name="Name">What readers see, in French: the attribution that the licence asks for.</param>
/// <param name="Licence">The licence's name, null where the content is our own.</param>
/// <param name="Url">Where the source is published.</param>
public sealed record Source(string Code, string Name, string? Licence, string? Url)
{
    /// <summary>Whom to name: the holder that the source names, where it is another, and the publisher.</summary>
    public string NamedWith(string? attribution) => attribution is null ? Name : $"{attribution} ; {Name}";
}

/// <summary>The known sources.</summary>
public static class Sources
{
    /// <summary>Edited here, in the extranet.</summary>
    public static readonly Source Local = new("local", "Saisie locale", null, null);

    /// <summary>DILA's national directory of administrations, current format.</summary>
    public static readonly Source DilaAnnuaire = new(
        "dila-annuaire",
        "Direction de l'information légale et administrative (Premier ministre) - Service-public.gouv.fr",
        "Licence Ouverte 2.0",
        "https://www.data.gouv.fr/fr/datasets/service-public-fr-annuaire-de-l-administration-base-de-donnees-locales/");

    /// <summary>The same directory in its form before 2022; keys are pivots, not UUIDs.</summary>
    public static readonly Source DilaAnnuaireLegacy = DilaAnnuaire with { Code = "dila-annuaire-legacy" };

    /// <summary>DILA's fiches on rights and démarches, a folder or archive for each audience.</summary>
    public static readonly Source DilaFiches = new(
        "dila-fiches",
        "Direction de l'information légale et administrative (Premier ministre) - Service-public.gouv.fr",
        "Licence Ouverte 2.0",
        "https://www.data.gouv.fr/fr/datasets/service-public-fr-guide-vos-droits-et-demarches-particuliers/");

    /// <summary>The table of service types that travels with the program.</summary>
    public static readonly Source ServiceTypes = new("service-types", "Directory", null, null);

    /// <summary>Plausible demonstration data, not for use.</summary>
    public static readonly Source Sample = new(
        "sample", "Données de démonstration : ne pas utiliser pour orienter un usager", null, null);

    private static readonly Dictionary<string, Source> ByCode = new[] { Local, DilaAnnuaire, DilaAnnuaireLegacy, DilaFiches, ServiceTypes, Sample }
        .ToDictionary(source => source.Code, StringComparer.Ordinal);

    /// <summary>The source with this code; an unknown code is its own name.</summary>
    public static Source Of(string code) => ByCode.GetValueOrDefault(code) ?? new Source(code, code, null, null);
}
