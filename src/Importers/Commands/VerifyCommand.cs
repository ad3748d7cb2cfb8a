using System.CommandLine;
using Npgsql;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>verify</c>: proves the log whole and prints a digest of what is published.</summary>
internal static class VerifyCommand
{
    private const string Variable = "DIRECTORY_DATABASE";

    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(Variable);
        var command = new Command(
            "verify",
            "Checks that the log of versions is whole, unaltered, and agrees with the current entries; prints a digest of all published documents.")
        {
            database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = NpgsqlDataSource.Create(CommandLine.Database(parsed, database, Variable));
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
