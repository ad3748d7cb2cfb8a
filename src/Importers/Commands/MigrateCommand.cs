using System.CommandLine;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>migrate</c>: brings the database up to the newest file of <c>schema/migrations</c>.</summary>
internal static class MigrateCommand
{
    private const string Variable = "DIRECTORY_DATABASE_OWNER";

    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(Variable);
        var folder = new Option<DirectoryInfo>("--migrations")
        {
            Description = "The folder of the numbered SQL files. Default: the one beside the program.",
            HelpName = "DIR",
        }.AcceptExistingOnly();
        var command = new Command("migrate", "Creates the tables, or brings them up to date.") { database, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var applied = await new Migrator(
                parsed.GetValue(folder)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "migrations")).MigrateAsync(
                CommandLine.Database(parsed, database, Variable),
                name => Console.WriteLine($"applying {name}"),
                cancellationToken);
            Console.WriteLine(applied.Count == 0
                ? "The database is up to date."
                : $"{applied.Count} migration(s) applied.");
            return CommandLine.Done;
        });
        return command;
    }
}
