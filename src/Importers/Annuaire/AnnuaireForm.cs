using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>A record of the current file (v4) or API: the fields that our document can carry.</summary>
/// <remarks>
/// Deliberately not read: <c>affectation_personne</c> (names, mails and telephones of people in charge: personal data
/// that the directory does not need), and what has no place in the document: <c>ancien_nom</c>, <c>annuaire</c>,
/// <c>organigramme</c>, <c>texte_reference</c>, <c>information_complementaire</c>, <c>service_disponible</c>,
/// identifiers of tools, and copyright.
/// </remarks>
internal sealed class AnnuaireService
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("ancien_code_pivot")]
    public string? FormerKey { get; init; }

    [JsonPropertyName("partenaire")]
    public string? Partner { get; init; }

    [JsonPropertyName("partenaire_identifiant")]
    public string? PartnerId { get; init; }

    [JsonPropertyName("siren")]
    public string? Siren { get; init; }

    [JsonPropertyName("siret")]
    public string? Siret { get; init; }

    [JsonPropertyName("nom")]
    public string? Name { get; init; }

    [JsonPropertyName("sigle")]
    public string? Acronym { get; init; }

    [JsonPropertyName("mission")]
    public string? Mission { get; init; }

    [JsonPropertyName("version_type")]
    public string? VersionType { get; init; }

    [JsonPropertyName("statut_de_diffusion")]
    public string? IsDiffused { get; init; }

    [JsonPropertyName("date_modification")]
    public string? ModifiedAt { get; init; }

    [JsonPropertyName("code_insee_commune")]
    public string? CommuneCode { get; init; }

    [JsonPropertyName("commentaire_plage_ouverture")]
    public string? HoursComment { get; init; }

    [JsonPropertyName("pivot")]
    [JsonConverter(typeof(LooseListConverter<AnnuairePivot>))]
    public IReadOnlyList<AnnuairePivot> Pivots { get; init; } = [];

    [JsonPropertyName("adresse")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireAddress>))]
    public IReadOnlyList<AnnuaireAddress> Addresses { get; init; } = [];

    [JsonPropertyName("plage_ouverture")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireDayRange>))]
    public IReadOnlyList<AnnuaireDayRange> DayRanges { get; init; } = [];

    [JsonPropertyName("telephone")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Phones { get; init; } = [];

    [JsonPropertyName("telephone_accessible")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> AccessiblePhones { get; init; } = [];

    [JsonPropertyName("telecopie")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Faxes { get; init; } = [];

    [JsonPropertyName("adresse_courriel")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Mails { get; init; } = [];

    [JsonPropertyName("formulaire_contact")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Forms { get; init; } = [];

    [JsonPropertyName("sve")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> ElectronicFiling { get; init; } = [];

    [JsonPropertyName("site_internet")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Websites { get; init; } = [];

    [JsonPropertyName("reseau_social")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> SocialNetworks { get; init; } = [];

    [JsonPropertyName("tchat")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Chats { get; init; } = [];

    [JsonPropertyName("application_mobile")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> MobileApps { get; init; } = [];
}

/// <summary>The part of a record that says which records belong to it.</summary>
internal sealed class AnnuaireLinks
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("hierarchie")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireLink>))]
    public IReadOnlyList<AnnuaireLink> Links { get; init; } = [];
}

internal sealed class AnnuaireLink : IFromText<AnnuaireLink>
{
    [JsonPropertyName("type_hierarchie")]
    public string? Kind { get; init; }

    [JsonPropertyName("service")]
    public string? Service { get; init; }

    public static AnnuaireLink? FromText(string text) => null;
}

/// <summary>Its communes, a text in early 2022 and a list since, are those of the seat: not of competence.</summary>
internal sealed class AnnuairePivot : IFromText<AnnuairePivot>
{
    [JsonPropertyName("type_service_local")]
    public string? Type { get; init; }

    [JsonPropertyName("code_insee_commune")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> CommuneCodes { get; init; } = [];

    public static AnnuairePivot FromText(string text) => new() { Type = text };
}

internal sealed record AnnuaireText(string Value) : IFromText<AnnuaireText>
{
    public static AnnuaireText FromText(string text) => new(text);
}

internal sealed class AnnuaireAddress : IFromText<AnnuaireAddress>
{
    [JsonPropertyName("type_adresse")]
    public string? Kind { get; init; }

    [JsonPropertyName("complement1")]
    public string? Complement1 { get; init; }

    [JsonPropertyName("complement2")]
    public string? Complement2 { get; init; }

    [JsonPropertyName("numero_voie")]
    public string? Street { get; init; }

    [JsonPropertyName("service_distribution")]
    public string? Distribution { get; init; }

    [JsonPropertyName("code_postal")]
    public string? PostalCode { get; init; }

    [JsonPropertyName("nom_commune")]
    public string? City { get; init; }

    [JsonPropertyName("longitude")]
    public string? Longitude { get; init; }

    [JsonPropertyName("latitude")]
    public string? Latitude { get; init; }

    [JsonPropertyName("accessibilite")]
    public string? AccessCode { get; init; }

    [JsonPropertyName("note_accessibilite")]
    public string? AccessNote { get; init; }

    public static AnnuaireAddress? FromText(string text) => new() { Kind = "Adresse", Street = text };
}

internal sealed class AnnuaireDayRange : IFromText<AnnuaireDayRange>
{
    [JsonPropertyName("nom_jour_debut")]
    public string? FirstDay { get; init; }

    [JsonPropertyName("nom_jour_fin")]
    public string? LastDay { get; init; }

    [JsonPropertyName("valeur_heure_debut_1")]
    public string? Opens1 { get; init; }

    [JsonPropertyName("valeur_heure_fin_1")]
    public string? Closes1 { get; init; }

    [JsonPropertyName("valeur_heure_debut_2")]
    public string? Opens2 { get; init; }

    [JsonPropertyName("valeur_heure_fin_2")]
    public string? Closes2 { get; init; }

    [JsonPropertyName("commentaire")]
    public string? Comment { get; init; }

    /// <summary>Hours told in a text alone keep it as their comment: what it means is not guessed.</summary>
    public static AnnuaireDayRange FromText(string text) => new() { Comment = text };
}

/// <summary>A number or address with what is said about it; some fields hold the bare text.</summary>
internal sealed class AnnuaireValue : IFromText<AnnuaireValue>
{
    [JsonPropertyName("valeur")]
    public string? Value { get; init; }

    [JsonPropertyName("libelle")]
    public string? Label { get; init; }

    [JsonPropertyName("description")]
    public string? Description { get; init; }

    [JsonPropertyName("custom_dico2")]
    public string? Network { get; init; }

    public static AnnuaireValue FromText(string text) => new() { Value = text };
}
