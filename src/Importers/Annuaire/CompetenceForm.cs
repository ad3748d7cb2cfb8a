using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>What one file of the competence archive says of one commune.</summary>
internal sealed class CommuneCompetence
{
    [JsonPropertyName("code_insee_commune")]
    public string? Commune { get; init; }

    [JsonPropertyName("type_service_local")]
    [JsonConverter(typeof(LooseListConverter<CommuneServiceType>))]
    public IReadOnlyList<CommuneServiceType> Types { get; init; } = [];
}

internal sealed class CommuneServiceType : IFromText<CommuneServiceType>
{
    [JsonPropertyName("code_type_service_local")]
    public string? Type { get; init; }

    [JsonPropertyName("organisme")]
    [JsonConverter(typeof(LooseListConverter<AnnuaireText>))]
    public IReadOnlyList<AnnuaireText> Administrations { get; init; } = [];

    public static CommuneServiceType? FromText(string text) => null;
}
