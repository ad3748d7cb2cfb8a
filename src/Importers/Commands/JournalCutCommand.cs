using System.CommandLine;
using NodaTime.Extensions;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>journal-cut</c>: exports what the journal has kept long enough, and takes it out; for a timer of the operator's.</summary>
internal static class JournalCutCommand
{
    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(HeadsCommand.Variable);
        var heads = new Option<string>("--against") { Description = "The folder of the signed heads.", HelpName = "DIR", Required = true };
        var key = new Option<FileInfo>("--public-key") { Description = "The public key (PEM) of the signed heads.", HelpName = "FILE", Required = true }
            .AcceptExistingOnly();
        var folder =
            new Option<DirectoryInfo>("--export") { Description = "Where the file goes that holds what is cut.", HelpName = "DIR", Required = true };
        var months = KeepMonths();
        var command = new Command(
            "journal-cut", "Exports the beginning of the journal, as far as it is older than a year, and takes it out of the database.")
        {
            database, heads, key, folder, months,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var term = Term(parsed, months);
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, HeadsCommand.Variable));
            using var publicKey = HeadsKey.Read(parsed.GetRequiredValue(key).FullName);
            var path = parsed.GetRequiredValue(heads);
            var cut = await JournalCut.CutAsync(
                dataSource, path, KeptHeads.Read(path, publicKey), parsed.GetRequiredValue(folder).FullName, term,
                TimeProvider.System.GetCurrentInstant(), cancellationToken);
            Console.WriteLine(
                cut is { } done
                    ? $"{done.Lines} lines of the journal are in {done.File} and no longer in the database."
                    : "Nothing is old enough to be cut.");
            return CommandLine.Done;
        });
        return command;
    }

    // Whoever verifies says the same as whoever cuts.
    internal static Option<int> KeepMonths() => new("--keep-months")
    {
        Description = $"How many months the journal is kept, {JournalTerm.LeastMonths} at least.",
        HelpName = "N",
        DefaultValueFactory = _ => JournalTerm.DefaultMonths,
    };

    internal static JournalTerm Term(ParseResult parsed, Option<int> months) =>
        parsed.GetValue(months) is >= JournalTerm.LeastMonths and <= JournalTerm.MostMonths and var kept
            ? new JournalTerm(kept)
            : throw new UsageException($"--keep-months takes {JournalTerm.LeastMonths} to {JournalTerm.MostMonths}.");
}
