using System.CommandLine;
using NodaTime.Extensions;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>journal-cut</c>: exports what the journal has kept long enough, and takes it out; for a timer of the operator's.</summary>
internal static class JournalCutCommand
{
    private const int DefaultMonths = 12;

    // The database keeps as much whatever it is told (migration 0083).
    private const int LeastMonths = 6;

    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(HeadsCommand.Variable);
        var heads = new Option<string>("--against") { Description = "The folder of the signed heads.", HelpName = "DIR", Required = true };
        var key = new Option<FileInfo>("--public-key") { Description = "The public key (PEM) of the signed heads.", HelpName = "FILE", Required = true }
            .AcceptExistingOnly();
        var folder = new Option<DirectoryInfo>("--export") { Description = "Where the file goes that holds what is cut.", HelpName = "DIR", Required = true };
        var months = new Option<int>("--keep-months")
        {
            Description = $"How many months are kept, {LeastMonths} at least.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultMonths,
        };
        var command = new Command("journal-cut", "Exports the beginning of the journal, as far as it is older than a year, and takes it out of the database.")
        {
            database, heads, key, folder, months,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var kept = parsed.GetValue(months);
            if (kept is < LeastMonths or > 1200)
            {
                throw new UsageException($"--keep-months takes {LeastMonths} to 1200.");
            }

            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, HeadsCommand.Variable));
            using var publicKey = HeadsKey.Read(parsed.GetRequiredValue(key).FullName);
            var before = TimeProvider.System.GetCurrentInstant().InUtc().LocalDateTime.PlusMonths(-kept).InUtc().ToInstant();
            var path = parsed.GetRequiredValue(heads);
            var cut = await JournalCut.CutAsync(
                dataSource, path, KeptHeads.Read(path, publicKey), parsed.GetRequiredValue(folder).FullName, before, cancellationToken);
            Console.WriteLine(cut is { } done ? $"{done.Lines} lines of the journal are in {done.File} and no longer in the database." : "Nothing is old enough to be cut.");
            return CommandLine.Done;
        });
        return command;
    }
}
