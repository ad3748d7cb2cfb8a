using System.CommandLine;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>annuaire-legacy</c>: DILA's directory in its forms before 2022.</summary>
internal static class AnnuaireLegacyCommand
{
    public static Command Create()
    {
        var file = ImportCommand.FileArgument("GeoJSON features or flat records, one JSON object a line, plain or .gz.");
        return ImportCommand.Create(
            "annuaire-legacy",
            "Imports the directory in a form that DILA published before July 2022.",
            [file],
            (parsed, options, cancellationToken) => RunAsync(parsed.GetRequiredValue(file), options, cancellationToken));
    }

    private static async Task RunAsync(FileInfo file, ImportOptions options, CancellationToken cancellationToken)
    {
        using var import = FileImport.Begin(options, "annuaire-legacy");
        var territories = await import.LoadTerritoriesAsync(cancellationToken);
        await ServiceTypesImport.RunAsync(options, cancellationToken);
        var reader = new LegacyReader(territories, import.Issues.Add);

        // Which blocks the file speaks of is known from its first record on.
        await using var records = reader.ReadAsync(file.FullName, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isAny = await records.MoveNextAsync();
        await import.RunAsync(
            Sources.DilaAnnuaireLegacy,
            file,
            reader.Blocks,
            isAny ? FromCurrentAsync(records) : AsyncEnumerable.Empty<SourceRecord>(),
            () => reader.Progress,
            cancellationToken);
    }

    private static async IAsyncEnumerable<SourceRecord> FromCurrentAsync(IAsyncEnumerator<SourceRecord> records)
    {
        do
        {
            yield return records.Current;
        }
        while (await records.MoveNextAsync());
    }
}
