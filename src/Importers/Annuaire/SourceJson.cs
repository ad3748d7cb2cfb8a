using System.Text.Json.Serialization;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The forms of the source's records, with readers generated at build.</summary>
/// <remarks>
/// The forms have setters: a generated reader gives null to every <c>init</c> property that the JSON does not have, and so
/// undoes its initial value.
/// </remarks>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, MaxDepth = 64, Converters = [typeof(LooseTextConverter)])]
[JsonSerializable(typeof(AnnuaireService))]
[JsonSerializable(typeof(AnnuaireLinks))]
[JsonSerializable(typeof(AnnuaireLink))]
[JsonSerializable(typeof(AnnuairePivot))]
[JsonSerializable(typeof(AnnuaireText))]
[JsonSerializable(typeof(AnnuaireAddress))]
[JsonSerializable(typeof(AnnuaireDayRange))]
[JsonSerializable(typeof(AnnuaireValue))]
[JsonSerializable(typeof(LegacyFeature))]
[JsonSerializable(typeof(LegacyAddress))]
[JsonSerializable(typeof(LegacyAccess))]
[JsonSerializable(typeof(LegacyContacts))]
[JsonSerializable(typeof(LegacyPhone))]
[JsonSerializable(typeof(LegacyOpening))]
[JsonSerializable(typeof(LegacyDayRange))]
[JsonSerializable(typeof(LegacySlot))]
[JsonSerializable(typeof(LegacyFlat))]
[JsonSerializable(typeof(CommuneCompetence))]
[JsonSerializable(typeof(CommuneServiceType))]
internal sealed partial class SourceJson : JsonSerializerContext;
