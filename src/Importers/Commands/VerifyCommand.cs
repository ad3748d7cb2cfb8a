using System.CommandLine;
using Npgsql;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>verify</c>: proves the log whole and prints a digest of what is published.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(ImportCommand.Variable);
        var command = new Command(
            "verify",
            "Proves the log of versions whole and unaltered, and prints a digest of all that is published.")
        {
            database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = NpgsqlDataSource.Create(CommandLine.Database(parsed, database, ImportCommand.Variable));
            var verification = await LogVerifier.VerifyAsync(dataSource, cancellationToken);
            foreach (var problem in verification.Problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            var digest = await DirectoryDigest.ComputeAsync(dataSource, cancellationToken);
            Console.WriteLine($"{verification.Versions} versions, {verification.Problems.Count} problem(s)");
            Console.WriteLine($"{digest.Documents} published documents, digest {digest.Hash}");
            return verification.Problems.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }
}
