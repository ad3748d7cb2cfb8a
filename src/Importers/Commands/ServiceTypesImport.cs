using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary>Publishes the project's own table of service types, which all directories refer to. Costs nothing when nothing changed.</summary>
internal static class ServiceTypesImport
{
    private static readonly HashSet<string> Blocks = new(
        ["code", "label", "acronym", "description", "externalIds"], StringComparer.Ordinal);

    public static async Task RunAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        using var import = FileImport.Begin(options with { Report = null }, "service types");
        await import.RunAsync(
            Sources.ServiceTypes,
            new FileInfo("service-types.json"),
            Blocks,
            ServiceTypeTable.Read()
                .Select((type, index) => new SourceRecord
                {
                    Key = type.Code,
                    Place = new RecordPlace(index + 1, index + 1, 0),
                    Document = type,
                })
                .ToAsyncEnumerable(),
            () => (0, 0),
            cancellationToken);
    }
}
