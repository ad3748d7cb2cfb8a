using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>A GeoJSON feature made from the XML before 2022: attributes and elements alike are properties.</summary>
internal sealed class LegacyFeature
{
    [JsonPropertyName("properties")]
    public LegacyOrganisme? Properties { get; init; }
}

internal sealed class LegacyOrganisme
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("codeInsee")]
    public string? CommuneCode { get; init; }

    [JsonPropertyName("dateMiseAJour")]
    public string? UpdatedOn { get; init; }

    [JsonPropertyName("pivotLocal")]
    public string? Type { get; init; }

    [JsonPropertyName("idPresta")]
    public string? PartnerId { get; init; }

    [JsonPropertyName("Nom")]
    public string? Name { get; init; }

    [JsonPropertyName("Commentaire")]
    public string? Comment { get; init; }

    [JsonPropertyName("Adresse")]
    [JsonConverter(typeof(LooseListConverter<LegacyAddress>))]
    public IReadOnlyList<LegacyAddress> Addresses { get; init; } = [];

    [JsonPropertyName("CoordonnéesNum")]
    [JsonConverter(typeof(LooseListConverter<LegacyContacts>))]
    public IReadOnlyList<LegacyContacts> Contacts { get; init; } = [];

    [JsonPropertyName("Ouverture")]
    [JsonConverter(typeof(LooseListConverter<LegacyOpening>))]
    public IReadOnlyList<LegacyOpening> Opening { get; init; } = [];
}

internal sealed class LegacyAddress : IFromText<LegacyAddress>
{
    /// <summary><c>géopostale</c> (for both uses), <c>physique</c> or <c>postale</c>.</summary>
    [JsonPropertyName("type")]
    public string? Kind { get; init; }

    [JsonPropertyName("Ligne")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Lines { get; init; } = [];

    [JsonPropertyName("CodePostal")]
    public string? PostalCode { get; init; }

    [JsonPropertyName("NomCommune")]
    public string? City { get; init; }

    [JsonPropertyName("Localisation")]
    public LegacyLocation? Location { get; init; }

    [JsonPropertyName("Accessibilité")]
    [JsonConverter(typeof(LooseListConverter<LegacyAccess>))]
    public IReadOnlyList<LegacyAccess> Access { get; init; } = [];

    public static LegacyAddress? FromText(string text) => null;
}

internal sealed class LegacyLocation
{
    [JsonPropertyName("Latitude")]
    public string? Latitude { get; init; }

    [JsonPropertyName("Longitude")]
    public string? Longitude { get; init; }
}

internal sealed class LegacyAccess : IFromText<LegacyAccess>
{
    [JsonPropertyName("type")]
    public string? Code { get; init; }

    [JsonPropertyName("$t")]
    public string? Note { get; init; }

    public static LegacyAccess FromText(string text) => new() { Note = text };
}

internal sealed class LegacyContacts : IFromText<LegacyContacts>
{
    [JsonPropertyName("Téléphone")]
    [JsonConverter(typeof(LooseListConverter<LegacyPhone>))]
    public IReadOnlyList<LegacyPhone> Phones { get; init; } = [];

    [JsonPropertyName("Télécopie")]
    [JsonConverter(typeof(LooseListConverter<LegacyPhone>))]
    public IReadOnlyList<LegacyPhone> Faxes { get; init; } = [];

    [JsonPropertyName("Email")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Mails { get; init; } = [];

    [JsonPropertyName("Url")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Websites { get; init; } = [];

    [JsonPropertyName("Sve")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> ElectronicFiling { get; init; } = [];

    [JsonPropertyName("VersionMobile")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> MobileVersions { get; init; } = [];

    /// <summary>Three records hold white space where the element should be.</summary>
    public static LegacyContacts? FromText(string text) => null;
}

internal sealed class LegacyPhone : IFromText<LegacyPhone>
{
    [JsonPropertyName("$t")]
    public string? Number { get; init; }

    [JsonPropertyName("coût")]
    public string? Cost { get; init; }

    public static LegacyPhone FromText(string text) => new() { Number = text };
}

internal sealed class LegacyOpening : IFromText<LegacyOpening>
{
    [JsonPropertyName("PlageJ")]
    [JsonConverter(typeof(LooseListConverter<LegacyDayRange>))]
    public IReadOnlyList<LegacyDayRange> DayRanges { get; init; } = [];

    public static LegacyOpening? FromText(string text) => null;
}

internal sealed class LegacyDayRange : IFromText<LegacyDayRange>
{
    [JsonPropertyName("début")]
    public string? FirstDay { get; init; }

    [JsonPropertyName("fin")]
    public string? LastDay { get; init; }

    [JsonPropertyName("Note")]
    public string? Note { get; init; }

    [JsonPropertyName("PlageH")]
    [JsonConverter(typeof(LooseListConverter<LegacySlot>))]
    public IReadOnlyList<LegacySlot> Slots { get; init; } = [];

    public static LegacyDayRange? FromText(string text) => null;
}

internal sealed class LegacySlot : IFromText<LegacySlot>
{
    [JsonPropertyName("début")]
    public string? Opens { get; init; }

    [JsonPropertyName("fin")]
    public string? Closes { get; init; }

    public static LegacySlot? FromText(string text) => null;
}

/// <summary>A record of the flat form of 2016. It has no hours at all.</summary>
internal sealed class LegacyFlat
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("codeinsee")]
    public string? CommuneCode { get; init; }

    [JsonPropertyName("nom")]
    public string? Name { get; init; }

    [JsonPropertyName("update")]
    public string? UpdatedOn { get; init; }

    [JsonPropertyName("contact_phone")]
    public string? Phone { get; init; }

    [JsonPropertyName("contact_fax")]
    public string? Fax { get; init; }

    [JsonPropertyName("contact_email")]
    public string? Mail { get; init; }

    [JsonPropertyName("website")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Websites { get; init; } = [];

    [JsonPropertyName("latitude")]
    public string? Latitude { get; init; }

    [JsonPropertyName("longitude")]
    public string? Longitude { get; init; }

    [JsonPropertyName("accessibilite_type")]
    public string? AccessCode { get; init; }

    [JsonPropertyName("accessibilite_text")]
    public string? AccessNote { get; init; }

    [JsonPropertyName("writeAddress")]
    public LegacyFlatAddress? Address { get; init; }
}

internal sealed class LegacyFlatAddress
{
    [JsonPropertyName("streetAddress")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Lines { get; init; } = [];

    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; init; }

    [JsonPropertyName("addressLocality")]
    public string? City { get; init; }
}
