using System.CommandLine;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Spreadsheets;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>coverage</c>: where competence is missing, doubled or leads nowhere, by département.</summary>
internal static class CoverageCommand
{
    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(ImportCommand.Variable);
        var departement = new Option<string?>("--departement") { Description = "Only this département, by its code, e.g. 69 or 2A." };
        var report = new Option<FileInfo?>("--report") { Description = "Write every line to this CSV file (UTF-8)." };
        var command = new Command(
            "coverage",
            "Lists the communes for which nobody is competent, those that several claim, and references that lead nowhere, by département.")
        {
            database, departement, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, ImportCommand.Variable));
            using var file = ReportFile.Open(
                parsed.GetValue(report), ["finding", "departement", "service_type", "communes", "count", "detail"]);
            var only = parsed.GetValue(departement);
            var (rows, dead) = (
                await CompetenceReport.CoverageAsync(dataSource, cancellationToken)
                    .Where(row => only is null || row.Departement == only).ToListAsync(cancellationToken),
                await CompetenceReport.DeadReferencesAsync(dataSource, cancellationToken)
                    .Where(reference => only is null || reference.Departement == only).ToListAsync(cancellationToken));
            Write(file, rows, dead);
            Print(rows, dead);
            return CommandLine.Done;
        });
        return command;
    }

    private static void Print(List<CoverageRow> rows, List<DeadReference> dead)
    {
        Console.WriteLine("service type             communes without   communes with several   départements");
        foreach (var type in rows.GroupBy(row => row.ServiceType).OrderByDescending(type => type.Sum(row => row.Gaps)))
        {
            Console.WriteLine(
                $"{type.Key,-24} {type.Sum(row => row.Gaps),16} {type.Sum(row => row.Overlaps),23} {type.Count(),14}");
        }

        foreach (var row in rows.Where(row => row.Gaps > 0).OrderByDescending(row => row.Gaps).Take(10))
        {
            Console.WriteLine(
                $"  {row.Departement} {row.DepartementName}, {row.ServiceType}: {row.Gaps} of {row.Communes} communes without ({string.Join(", ", row.GapExamples)}, …)");
        }

        Console.WriteLine($"{dead.Count} reference(s) that lead nowhere");
        foreach (var reference in dead.Take(10))
        {
            Console.WriteLine($"  {reference.Departement ?? "-"} {reference.EntryName}: {reference.Kind} {reference.Reference}");
        }
    }

    private static void Write(CsvOutput file, List<CoverageRow> rows, List<DeadReference> dead)
    {
        foreach (var row in rows)
        {
            if (row.Gaps > 0)
            {
                file.Write("GAP", row.Departement, row.ServiceType, row.Communes, row.Gaps, string.Join(", ", row.GapExamples));
            }

            if (row.Overlaps > 0)
            {
                file.Write("OVERLAP", row.Departement, row.ServiceType, row.Communes, row.Overlaps, null);
            }
        }

        foreach (var reference in dead)
        {
            file.Write(
                $"DEAD_{reference.Kind}", reference.Departement, reference.Reference, 0, 1, $"{reference.EntryId} {reference.EntryName}");
        }
    }
}
