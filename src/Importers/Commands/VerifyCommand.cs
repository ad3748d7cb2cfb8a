using System.CommandLine;
using NodaTime.Extensions;
using Npgsql;
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
            Description =
                "Signed heads kept elsewhere: a file, or a folder of them. Only with these is a cut end seen, or a chain made anew.",
            HelpName = "PATH",
        };
        var publicKey =
            new Option<FileInfo>("--public-key") { Description = "The public key (PEM) of the signed heads.", HelpName = "FILE" }.AcceptExistingOnly();
        var exported = new Option<FileSystemInfo>("--export")
        {
            Description = "Proves a file of journal-cut, or a folder of all of them; without --against it looks at no database.",
            HelpName = "PATH",
        }.AcceptExistingOnly();
        var months = JournalCutCommand.KeepMonths();
        var command = new Command(
            "verify",
            "Proves the log of versions, the journal and the steps of change requests whole and unaltered, and prints a digest of all that is published.")
        {
            database, against, publicKey, exported, months,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var key = parsed.GetValue(publicKey) is { } file ? HeadsKey.Read(file.FullName) : null;
            var (path, export) = (parsed.GetValue(against), parsed.GetValue(exported));
            if ((path is not null || export is not null) && key is null)
            {
                throw new UsageException("--public-key is wanted as well: what nobody signed proves nothing.");
            }

            var files = export is null ? [] : ExportCheck.Files(export).Select(found => ExportedJournal.Prove(found, key!)).ToArray();
            if (export is not null && path is null)
            {
                return await TellAsync(ExportCheck.Problems(files, export is DirectoryInfo, null), ExportCheck.Summary(files));
            }

            var kept = path is null ? KeptHeads.None : KeptHeads.Read(path, key!);
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, HeadsCommand.Variable));
            return await VerifyAsync(
                dataSource, kept, JournalCutCommand.Term(parsed, months), export is null ? null : files, cancellationToken);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(
        NpgsqlDataSource dataSource, KeptHeads kept, JournalTerm term, ExportedJournal[]? files, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetCurrentInstant();
        var versions = await LogVerifier.VerifyAsync(dataSource, cancellationToken, kept);
        var journal = await ChainedLines.Journal.VerifyAsync(dataSource, kept, term, now, cancellationToken);
        var events = await ChainedLines.Events.VerifyAsync(dataSource, kept, term, now, cancellationToken);
        var exports =
            files is null ? [] : ExportCheck.Problems(files, isWhole: true, await JournalCut.LastAsync(dataSource, cancellationToken));
        string[] problems = [.. kept.Problems, .. versions.Problems, .. journal.Problems, .. events.Problems, .. exports];
        var digest = await DirectoryDigest.ComputeAsync(dataSource, cancellationToken);
        return await TellAsync(
            problems,
            [
                $"{versions.Versions} versions, {journal.Versions} lines of the journal, {events.Versions} steps of requests, {problems.Length} problem(s)",
                kept.LastAt is { } last
                    ? $"verified against heads signed until {last}"
                    : "not verified against kept heads: a cut end, or a chain made anew, is seen with --against only",
                .. files is null ? [] : ExportCheck.Summary(files),
                $"{digest.Documents} published documents, digest {digest.Hash}",
            ]);
    }

    private static async Task<int> TellAsync(IReadOnlyCollection<string> problems, IEnumerable<string> summary)
    {
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        foreach (var line in summary)
        {
            Console.WriteLine(line);
        }

        return problems.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }
}
