using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>A GeoJSON feature made from the XML before 2022: attributes and elements alike are properties.</summary>
internal sealed class LegacyFeature
{
    [JsonPropertyName("properties")]
    public LegacyOrganisme? Properties { get; set; }
}

internal sealed class LegacyOrganisme
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("codeInsee")]
    public string? CommuneCode { get; set; }

    [JsonPropertyName("dateMiseAJour")]
    public string? UpdatedOn { get; set; }

    [JsonPropertyName("pivotLocal")]
    public string? Type { get; set; }

    [JsonPropertyName("idPresta")]
    public string? PartnerId { get; set; }

    [JsonPropertyName("Nom")]
    public string? Name { get; set; }

    [JsonPropertyName("Commentaire")]
    public string? Comment { get; set; }

    [JsonPropertyName("EditeurSource")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Holders { get; set; } = [];

    [JsonPropertyName("Adresse")]
    [JsonConverter(typeof(LooseListConverter<LegacyAddress>))]
    public IReadOnlyList<LegacyAddress> Addresses { get; set; } = [];

    [JsonPropertyName("CoordonnéesNum")]
    [JsonConverter(typeof(LooseListConverter<LegacyContacts>))]
    public IReadOnlyList<LegacyContacts> Contacts { get; set; } = [];

    [JsonPropertyName("Ouverture")]
    [JsonConverter(typeof(LooseListConverter<LegacyOpening>))]
    public IReadOnlyList<LegacyOpening> Opening { get; set; } = [];
}

internal sealed class LegacyAddress : IFromText<LegacyAddress>
{
    /// <summary><c>géopostale</c> (for both uses), <c>physique</c> or <c>postale</c>.</summary>
    [JsonPropertyName("type")]
    public string? Kind { get; set; }

    [JsonPropertyName("Ligne")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Lines { get; set; } = [];

    [JsonPropertyName("CodePostal")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("NomCommune")]
    public string? City { get; set; }

    [JsonPropertyName("Localisation")]
    public LegacyLocation? Location { get; set; }

    [JsonPropertyName("Accessibilité")]
    [JsonConverter(typeof(LooseListConverter<LegacyAccess>))]
    public IReadOnlyList<LegacyAccess> Access { get; set; } = [];

    public static LegacyAddress? FromText(string text) => null;
}

internal sealed class LegacyLocation
{
    [JsonPropertyName("Latitude")]
    public string? Latitude { get; set; }

    [JsonPropertyName("Longitude")]
    public string? Longitude { get; set; }
}

internal sealed class LegacyAccess : IFromText<LegacyAccess>
{
    [JsonPropertyName("type")]
    public string? Code { get; set; }

    [JsonPropertyName("$t")]
    public string? Note { get; set; }

    public static LegacyAccess FromText(string text) => new() { Note = text };
}

internal sealed class LegacyContacts : IFromText<LegacyContacts>
{
    [JsonPropertyName("Téléphone")]
    [JsonConverter(typeof(LooseListConverter<LegacyPhone>))]
    public IReadOnlyList<LegacyPhone> Phones { get; set; } = [];

    [JsonPropertyName("Télécopie")]
    [JsonConverter(typeof(LooseListConverter<LegacyPhone>))]
    public IReadOnlyList<LegacyPhone> Faxes { get; set; } = [];

    [JsonPropertyName("Email")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Mails { get; set; } = [];

    [JsonPropertyName("Url")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Websites { get; set; } = [];

    [JsonPropertyName("Sve")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> ElectronicFiling { get; set; } = [];

    [JsonPropertyName("VersionMobile")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> MobileVersions { get; set; } = [];

    /// <summary>Three records hold white space where the element should be.</summary>
    public static LegacyContacts? FromText(string text) => null;
}

internal sealed class LegacyPhone : IFromText<LegacyPhone>
{
    [JsonPropertyName("$t")]
    public string? Number { get; set; }

    [JsonPropertyName("coût")]
    public string? Cost { get; set; }

    public static LegacyPhone FromText(string text) => new() { Number = text };
}

internal sealed class LegacyOpening : IFromText<LegacyOpening>
{
    [JsonPropertyName("PlageJ")]
    [JsonConverter(typeof(LooseListConverter<LegacyDayRange>))]
    public IReadOnlyList<LegacyDayRange> DayRanges { get; set; } = [];

    public static LegacyOpening? FromText(string text) => null;
}

internal sealed class LegacyDayRange : IFromText<LegacyDayRange>
{
    [JsonPropertyName("début")]
    public string? FirstDay { get; set; }

    [JsonPropertyName("fin")]
    public string? LastDay { get; set; }

    [JsonPropertyName("Note")]
    public string? Note { get; set; }

    [JsonPropertyName("PlageH")]
    [JsonConverter(typeof(LooseListConverter<LegacySlot>))]
    public IReadOnlyList<LegacySlot> Slots { get; set; } = [];

    public static LegacyDayRange? FromText(string text) => null;
}

internal sealed class LegacySlot : IFromText<LegacySlot>
{
    [JsonPropertyName("début")]
    public string? Opens { get; set; }

    [JsonPropertyName("fin")]
    public string? Closes { get; set; }

    public static LegacySlot? FromText(string text) => null;
}

/// <summary>A record of the flat form of 2016. It has no hours at all.</summary>
internal sealed class LegacyFlat
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("codeinsee")]
    public string? CommuneCode { get; set; }

    [JsonPropertyName("nom")]
    public string? Name { get; set; }

    [JsonPropertyName("update")]
    public string? UpdatedOn { get; set; }

    [JsonPropertyName("contact_phone")]
    public string? Phone { get; set; }

    [JsonPropertyName("contact_fax")]
    public string? Fax { get; set; }

    [JsonPropertyName("contact_email")]
    public string? Mail { get; set; }

    [JsonPropertyName("website")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Websites { get; set; } = [];

    [JsonPropertyName("latitude")]
    public string? Latitude { get; set; }

    [JsonPropertyName("longitude")]
    public string? Longitude { get; set; }

    [JsonPropertyName("accessibilite_type")]
    public string? AccessCode { get; set; }

    [JsonPropertyName("accessibilite_text")]
    public string? AccessNote { get; set; }

    [JsonPropertyName("writeAddress")]
    public LegacyFlatAddress? Address { get; set; }
}

internal sealed class LegacyFlatAddress
{
    [JsonPropertyName("streetAddress")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Lines { get; set; } = [];

    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("addressLocality")]
    public string? City { get; set; }
}
