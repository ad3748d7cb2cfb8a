using System.CommandLine;

namespace PublicDirectory.Importers.Commands;

/// <summary>A command that imports records: its own arguments, and the options that all of them share.</summary>
internal static class ImportCommand
{
    public const string Variable = "DIRECTORY_DATABASE";

    /// <summary>An existing file, given by its path.</summary>
    public static Argument<FileInfo> FileArgument(string description) =>
        new Argument<FileInfo>("file") { Description = description }.AcceptExistingOnly();

    public static Command Create(
        string name,
        string description,
        IReadOnlyList<Symbol> arguments,
        Func<ParseResult, ImportOptions, CancellationToken, Task> run)
    {
        var database = CommandLine.DatabaseOption(Variable);
        var force = new Option<bool>("--force")
        {
            Description = "Import even when more than 10 % of the known records vanish or change type.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, say what would change, and write nothing." };
        var report = new Option<FileInfo?>("--report")
        {
            Description = "Write every rejected record and every warning to this CSV file, with its place and reason.",
            HelpName = "FILE",
        };
        var command = new Command(name, description) { database, force, dryRun, report };
        foreach (var argument in arguments)
        {
            if (argument is Argument positional)
            {
                command.Arguments.Add(positional);
            }
            else
            {
                command.Options.Add((Option)argument);
            }
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ImportOptions(
                CommandLine.Database(parsed, database, Variable),
                parsed.GetValue(force),
                parsed.GetValue(dryRun),
                parsed.GetValue(report));
            await run(parsed, options, cancellationToken);
            return CommandLine.Done;
        });
        return command;
    }
}
