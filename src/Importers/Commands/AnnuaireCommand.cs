using System.CommandLine;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
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
            Description =
                "data.gouv_commune.zip: who serves which commune. Default: the one in the archive; without any, competences stay as they are.",
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
        using var import = FileImport.Begin(options, "annuaire", file, competences);
        var territories = await import.LoadTerritoriesAsync(cancellationToken);
        import.Say("reading who serves which commune");
        var table = competences is null
            ? await ArchivedCompetences.ReadAsync(file.FullName, territories, import.Issues.Add, cancellationToken: cancellationToken)
            : await CompetenceZip.ReadAsync(
                competences.FullName, territories, import.Issues.Add, cancellationToken: cancellationToken);
        var reader = new AnnuaireReader(territories, import.Issues.Add);
        import.Places = reader.Places;
        var records = reader.ReadAsync(file.FullName, cancellationToken);
        await import.RunAsync(
            Sources.DilaAnnuaire,
            file,
            table is null ? AnnuaireReader.Blocks : AnnuaireReader.Blocks.Append("competences").ToHashSet(StringComparer.Ordinal),
            table is null ? records : CompleteAsync(records, table, import.Issues),
            () => reader.Progress,
            cancellationToken);
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
