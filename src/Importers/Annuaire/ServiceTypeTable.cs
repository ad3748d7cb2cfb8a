using System.Text.Json;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// The service types that the directory knows, from our own reviewed table (<c>service-types.json</c>, embedded):
/// DILA's codes, whose labels there are uneven, with a name, an acronym and a sentence each.
/// </summary>
internal static class ServiceTypeTable
{
    private const string ResourceName = "PublicDirectory.Importers.service-types.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All types, in the order of their codes.</summary>
    public static IReadOnlyList<ServiceTypeDocument> Read()
    {
        using var stream = typeof(ServiceTypeTable).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is not embedded.");
        var rows = JsonSerializer.Deserialize<List<Row>>(stream, Options)!;
        return
        [
            .. rows.Select(row => new ServiceTypeDocument
            {
                Code = row.Code,
                Label = row.Label,
                Acronym = row.Acronym,
                Description = row.Description,
                Provenance = new Provenance { Source = Sources.Local.Code },
            }),
        ];
    }

    private sealed record Row(string Code, string Label, string? Acronym, string Description);
}
