using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>What one file of the competence archive says of one commune.</summary>
internal sealed class CommuneCompetence
{
    [JsonPropertyName("code_insee_commune")]
    public string? Commune { get; set; }

    [JsonPropertyName("type_service_local")]
    [JsonConverter(typeof(LooseListConverter<CommuneServiceType>))]
    public IReadOnlyList<CommuneServiceType> Types { get; set; } = [];
}

internal sealed class CommuneServiceType : IFromText<CommuneServiceType>
{
    [JsonPropertyName("code_type_service_local")]
    public string? Type { get; set; }

    [JsonPropertyName("organisme")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Administrations { get; set; } = [];

    public static CommuneServiceType? FromText(string text) => null;
}
