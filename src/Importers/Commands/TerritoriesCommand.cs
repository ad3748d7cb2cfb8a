using System.CommandLine;
using System.Globalization;
using PublicDirectory.Core.Storage;
using PublicDirectory.Importers.Territories;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>territories</c>: the official geographic code.</summary>
internal static class TerritoriesCommand
{
    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(ImportCommand.Variable);
        var from = new Option<DirectoryInfo>("--from")
        {
            Description = "The folder of the files of npm's @etalab/decoupage-administratif (its data folder), plain or .gz.",
            HelpName = "DIR",
            Required = true,
        }.AcceptExistingOnly();
        var points = new Option<FileInfo>("--points")
        {
            Description = "CSV with code_insee, latitude and longitude: where town halls stand. Without it, known places stay.",
            HelpName = "CSV",
        }.AcceptExistingOnly();
        var outlines = new Option<FileInfo>("--outlines")
        {
            Description =
                "GeoJSON features with an INSEE code as their property code, plain or compressed: where communes lie. Without it, known outlines stay.",
            HelpName = "FILE",
        }.AcceptExistingOnly();
        var force =
            new Option<bool>("--force") { Description = "Accept files in which known communes are not even named as former ones, or a tenth of the known outlines is missing." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and write nothing." };
        var report = new Option<FileInfo?>("--report")
        {
            Description = "Write every rejected record and every warning to this CSV file, with its place and reason.",
            HelpName = "FILE",
        };
        var command = new Command("territories", "Imports regions, départements, arrondissements, communes, EPCI and postal codes.")
        {
            database, from, points, outlines, force, dryRun, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = DirectoryDatabase.OpenUnbounded(
                CommandLine.Database(parsed, database, ImportCommand.Variable));
            using var issues = ImportIssueFile.Open(parsed.GetValue(report), parsed.GetValue(points), parsed.GetValue(outlines));
            using var progress = new ProgressLine("territories");
            var result = await new ImportTerritories(dataSource, TimeProvider.System).RunAsync(
                new TerritoryImportOptions
                {
                    Directory = parsed.GetRequiredValue(from).FullName,
                    PointsCsv = parsed.GetValue(points)?.FullName,
                    Outlines = parsed.GetValue(outlines)?.FullName,
                    DryRun = parsed.GetValue(dryRun),
                    Force = parsed.GetValue(force),
                },
                step => progress.Say(Said(step)),
                cancellationToken);
            progress.Dispose();
            foreach (var issue in result.Issues)
            {
                issues.Add(issue);
            }

            Console.WriteLine(Summary(result, parsed.GetValue(dryRun)));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Said(TerritoryImportStep step) => step switch
    {
        TerritoryImportStep.ReadingFiles => "reading",
        TerritoryImportStep.ReadingOutlines => "reading and simplifying outlines",
        TerritoryImportStep.Comparing => "comparing with what is known",
        _ => "done",
    };

    private static string Summary(TerritoryImportResult result, bool isDryRun)
    {
        var issues = result.Issues.Count == 0
            ? ""
            : $"{Environment.NewLine}  issues: " + string.Join(", ", result.Issues
                .CountBy(issue => issue.Code)
                .OrderByDescending(code => code.Value)
                .Select(code => $"{code.Key} {code.Value.ToString("N0", CultureInfo.InvariantCulture)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"territories: {result.Version}, {result.Communes:N0} communes, {result.Located:N0} with a place, in {result.Elapsed.TotalSeconds:0.0} s{(isDryRun ? " (dry run: nothing was written)" : "")}{Environment.NewLine}")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"  {Changes(result.Changes)}{Environment.NewLine}  outlines: {result.Outlined:N0} communes with one, {result.NotChecked:N0} not checked{issues}");
    }

    private static string Changes(TerritoryChanges changes) => changes.Total == 0
        ? "nothing changed"
        : string.Join(", ", changes.Tables
            .Where(table => table.Total > 0)
            .Select(table => string.Create(
                CultureInfo.InvariantCulture, $"{table.Table} +{table.Added:N0} ~{table.Changed:N0} -{table.Removed:N0}")));
}
