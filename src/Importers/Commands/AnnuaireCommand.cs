using System.CommandLine;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>annuaire</c>: DILA's directory in its current form.</summary>
internal static class AnnuaireCommand
{
    public static Command Create()
    {
        var file = ImportCommand.FileArgument(
            "data.gouv_local.json, plain or .gz, all_latest.tar.bz2, or an export of the API in JSON.");
        var competences = new Option<FileInfo>("--competences")
        {
            Description = "data.gouv_commune.zip: who serves which commune. Without it, competences stay as they are.",
            HelpName = "ZIP",
        }.AcceptExistingOnly();
        return ImportCommand.Create(
            "annuaire",
            "Imports DILA's national directory of administrations.",
            [file, competences],
            (parsed, options, cancellationToken) =>
                RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(competences), options, cancellationToken));
    }

    private static async Task RunAsync(
        FileInfo file, FileInfo? competences, ImportOptions options, CancellationToken cancellationToken)
    {
        using var import = FileImport.Begin(options, "annuaire");
        var territories = await import.LoadTerritoriesAsync(cancellationToken);
        await ServiceTypesImport.RunAsync(options, cancellationToken);
        var table = competences is null
            ? null
            : await ReadCompetencesAsync(competences, territories, import, cancellationToken);
        var reader = new AnnuaireReader(territories, import.Issues.Add);
        var records = reader.ReadAsync(file.FullName, cancellationToken);
        await import.RunAsync(
            Sources.DilaAnnuaire,
            file,
            table is null ? AnnuaireReader.Blocks : AnnuaireReader.Blocks.Append("competences").ToHashSet(StringComparer.Ordinal),
            table is null ? records : CompleteAsync(records, table, import.Issues),
            () => reader.Progress,
            cancellationToken);
    }

    private static Task<CompetenceTable> ReadCompetencesAsync(
        FileInfo file, TerritoryIndex territories, FileImport import, CancellationToken cancellationToken)
    {
        import.Say($"reading {file.Name}");
        return CompetenceZip.ReadAsync(
            file.FullName, territories, import.Issues.Add, cancellationToken: cancellationToken);
    }

    private static async IAsyncEnumerable<SourceRecord> CompleteAsync(
        IAsyncEnumerable<SourceRecord> records, CompetenceTable table, ImportIssueLog issues)
    {
        await foreach (var record in records)
        {
            yield return table.Complete(record);
        }

        table.ReportUnknownAdministrations(issues.Add);
    }
}
