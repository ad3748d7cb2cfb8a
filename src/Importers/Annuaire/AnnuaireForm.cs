using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>A record of the current file (v4) or API: the fields that our document can carry.</summary>
/// <remarks>
/// Deliberately not read: <c>affectation_personne</c> (names, mails and telephones of people in charge: personal data
/// that the directory does not need), and what has no place in the document: <c>ancien_nom</c>, <c>annuaire</c>,
/// <c>organigramme</c>, <c>texte_reference</c>, <c>information_complementaire</c>, <c>service_disponible</c>,
/// and identifiers of tools.
/// </remarks>
internal sealed class AnnuaireService
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("ancien_code_pivot")]
    public string? FormerKey { get; set; }

    [JsonPropertyName("partenaire")]
    public string? Partner { get; set; }

    [JsonPropertyName("partenaire_identifiant")]
    public string? PartnerId { get; set; }

    [JsonPropertyName("siren")]
    public string? Siren { get; set; }

    [JsonPropertyName("siret")]
    public string? Siret { get; set; }

    [JsonPropertyName("nom")]
    public string? Name { get; set; }

    [JsonPropertyName("sigle")]
    public string? Acronym { get; set; }

    [JsonPropertyName("mission")]
    public string? Mission { get; set; }

    [JsonPropertyName("copyright")]
    public string? Holder { get; set; }

    [JsonPropertyName("version_type")]
    public string? VersionType { get; set; }

    [JsonPropertyName("statut_de_diffusion")]
    public string? IsDiffused { get; set; }

    [JsonPropertyName("date_modification")]
    public string? ModifiedAt { get; set; }

    [JsonPropertyName("code_insee_commune")]
    public string? CommuneCode { get; set; }

    [JsonPropertyName("commentaire_plage_ouverture")]
    public string? HoursComment { get; set; }

    [JsonPropertyName("pivot")]
    [JsonConverter(typeof(LooseListConverter<AnnuairePivot>))]
    public IReadOnlyList<AnnuairePivot> Pivots { get; set; } = [];

    [JsonPropertyName("adresse")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireAddress>))]
    public IReadOnlyList<AnnuaireAddress> Addresses { get; set; } = [];

    [JsonPropertyName("plage_ouverture")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireDayRange>))]
    public IReadOnlyList<AnnuaireDayRange> DayRanges { get; set; } = [];

    [JsonPropertyName("telephone")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Phones { get; set; } = [];

    [JsonPropertyName("telephone_accessible")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> AccessiblePhones { get; set; } = [];

    [JsonPropertyName("telecopie")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Faxes { get; set; } = [];

    [JsonPropertyName("adresse_courriel")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Mails { get; set; } = [];

    [JsonPropertyName("formulaire_contact")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Forms { get; set; } = [];

    [JsonPropertyName("sve")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> ElectronicFiling { get; set; } = [];

    [JsonPropertyName("site_internet")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Websites { get; set; } = [];

    [JsonPropertyName("reseau_social")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> SocialNetworks { get; set; } = [];

    [JsonPropertyName("tchat")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> Chats { get; set; } = [];

    [JsonPropertyName("application_mobile")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireValue>))]
    public IReadOnlyList<AnnuaireValue> MobileApps { get; set; } = [];
}

/// <summary>The part of a record that says which records belong to it.</summary>
internal sealed class AnnuaireLinks
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("hierarchie")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireLink>))]
    public IReadOnlyList<AnnuaireLink> Links { get; set; } = [];
}

internal sealed class AnnuaireLink : IFromText<AnnuaireLink>
{
    [JsonPropertyName("type_hierarchie")]
    public string? Kind { get; set; }

    [JsonPropertyName("service")]
    public string? Service { get; set; }

    public static AnnuaireLink? FromText(string text) => null;
}

/// <summary>Its communes, a text in early 2022 and a list since, are those of the seat: not of competence.</summary>
internal sealed class AnnuairePivot : IFromText<AnnuairePivot>
{
    [JsonPropertyName("type_service_local")]
    public string? Type { get; set; }

    [JsonPropertyName("code_insee_commune")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> CommuneCodes { get; set; } = [];

    public static AnnuairePivot FromText(string text) => new() { Type = text };
}

internal sealed record AnnuaireText(string Value) : IFromText<AnnuaireText>
{
    public static AnnuaireText FromText(string text) => new(text);
}

internal sealed class AnnuaireAddress : IFromText<AnnuaireAddress>
{
    [JsonPropertyName("type_adresse")]
    public string? Kind { get; set; }

    [JsonPropertyName("complement1")]
    public string? Complement1 { get; set; }

    [JsonPropertyName("complement2")]
    public string? Complement2 { get; set; }

    [JsonPropertyName("numero_voie")]
    public string? Street { get; set; }

    [JsonPropertyName("service_distribution")]
    public string? Distribution { get; set; }

    [JsonPropertyName("code_postal")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("nom_commune")]
    public string? City { get; set; }

    [JsonPropertyName("longitude")]
    public string? Longitude { get; set; }

    [JsonPropertyName("latitude")]
    public string? Latitude { get; set; }

    [JsonPropertyName("accessibilite")]
    public string? AccessCode { get; set; }

    [JsonPropertyName("note_accessibilite")]
    public string? AccessNote { get; set; }

    public static AnnuaireAddress? FromText(string text) => new() { Kind = "Adresse", Street = text };
}

internal sealed class AnnuaireDayRange : IFromText<AnnuaireDayRange>
{
    [JsonPropertyName("nom_jour_debut")]
    public string? FirstDay { get; set; }

    [JsonPropertyName("nom_jour_fin")]
    public string? LastDay { get; set; }

    [JsonPropertyName("valeur_heure_debut_1")]
    public string? Opens1 { get; set; }

    [JsonPropertyName("valeur_heure_fin_1")]
    public string? Closes1 { get; set; }

    [JsonPropertyName("valeur_heure_debut_2")]
    public string? Opens2 { get; set; }

    [JsonPropertyName("valeur_heure_fin_2")]
    public string? Closes2 { get; set; }

    [JsonPropertyName("commentaire")]
    public string? Comment { get; set; }

    /// <summary>Hours told in a text alone keep it as their comment: what it means is not guessed.</summary>
    public static AnnuaireDayRange FromText(string text) => new() { Comment = text };
}

/// <summary>A number or address with what is said about it; some fields hold the bare text.</summary>
internal sealed class AnnuaireValue : IFromText<AnnuaireValue>
{
    [JsonPropertyName("valeur")]
    public string? Value { get; set; }

    [JsonPropertyName("libelle")]
    public string? Label { get; set; }

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    [JsonPropertyName("custom_dico2")]
    public string? Network { get; set; }

    public static AnnuaireValue FromText(string text) => new() { Value = text };
}
