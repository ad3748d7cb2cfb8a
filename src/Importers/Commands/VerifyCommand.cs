using System.CommandLine;
using System.Security.Cryptography;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>verify</c>: proves the chains whole and prints a digest of what is published.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(HeadsCommand.Variable);
        var against = new Option<string?>("--against")
        {
            Description = "Signed heads kept elsewhere: a file, or a folder of them. Only with these is a cut end seen, or a chain made anew.",
            HelpName = "PATH",
        };
        var publicKey = new Option<FileInfo>("--public-key") { Description = "The public key (PEM) of the signed heads.", HelpName = "FILE" }.AcceptExistingOnly();
        var exported = new Option<FileInfo>("--export") { Description = "Proves a file of journal-cut, and looks at no database.", HelpName = "FILE" }.AcceptExistingOnly();
        var command = new Command(
            "verify",
            "Proves the log of versions, the journal and the steps of change requests whole and unaltered, and prints a digest of all that is published.")
        {
            database, against, publicKey, exported,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var key = parsed.GetValue(publicKey) is { } file ? HeadsKey.Read(file.FullName) : null;
            if (parsed.GetValue(exported) is { } export)
            {
                return VerifyExport(export.FullName, key);
            }

            var kept = parsed.GetValue(against) is not { } path ? KeptHeads.None : KeptHeads.Read(path, key ?? throw WithoutKey());
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, HeadsCommand.Variable));
            var versions = await LogVerifier.VerifyAsync(dataSource, cancellationToken, kept);
            var journal = await ChainedLines.Journal.VerifyAsync(dataSource, kept, cancellationToken);
            var events = await ChainedLines.Events.VerifyAsync(dataSource, kept, cancellationToken);
            string[] problems = [.. kept.Problems, .. versions.Problems, .. journal.Problems, .. events.Problems];
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            var digest = await DirectoryDigest.ComputeAsync(dataSource, cancellationToken);
            Console.WriteLine(
                $"{versions.Versions} versions, {journal.Versions} lines of the journal, {events.Versions} steps of requests, {problems.Length} problem(s)");
            Console.WriteLine(kept.LastAt is { } last
                ? $"verified against heads signed until {last}"
                : "not verified against kept heads: a cut end, or a chain made anew, is seen with --against only");
            Console.WriteLine($"{digest.Documents} published documents, digest {digest.Hash}");
            return problems.Length == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static int VerifyExport(string path, ECDsa? key)
    {
        var (lines, problem) = JournalExport.Verify(path, key ?? throw WithoutKey());
        Console.WriteLine(problem is null ? $"{lines} lines of the journal, as they were when they were signed" : $"{path}: {problem}");
        return problem is null ? CommandLine.Done : CommandLine.Failed;
    }

    private static UsageException WithoutKey() => new("--public-key is wanted as well: what nobody signed proves nothing.");
}
