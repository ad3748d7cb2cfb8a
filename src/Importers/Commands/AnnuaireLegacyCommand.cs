using System.CommandLine;
using PublicDirectory.Core.Documents;
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
        using var import = FileImport.Begin(options, "annuaire-legacy", file);
        var territories = await import.LoadTerritoriesAsync(cancellationToken);
        var reader = new LegacyReader(territories, import.Issues.Add);
        import.Places = reader.Places;
        await import.RunAsync(
            Sources.DilaAnnuaireLegacy,
            file,
            await LegacyReader.ReadBlocksAsync(file.FullName, cancellationToken: cancellationToken),
            reader.ReadAsync(file.FullName, cancellationToken),
            () => reader.Progress,
            cancellationToken);
    }
}
