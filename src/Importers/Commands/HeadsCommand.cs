using System.CommandLine;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>heads</c>: signs where the chains end, so that nobody can touch what is before it unseen.</summary>
/// <remarks>
/// A process of its own with a login of its own, rather than a part of the extranet: who watches the log should not be who writes it.
/// </remarks>
internal static class HeadsCommand
{
    public const string Variable = "DIRECTORY_DATABASE_HEADS";

    public static Command Create()
    {
        var database = CommandLine.DatabaseOption(Variable);
        var key = new Option<FileInfo>("--key")
        {
            Description = "The private key (PEM) that signs; 'heads-key' makes one.",
            HelpName = "FILE",
            Required = true,
        }.AcceptExistingOnly();
        var folder = new Option<DirectoryInfo>("--to")
        {
            Description = "The folder of the signed heads: a file a day, only ever added to.",
            HelpName = "DIR",
            Required = true,
        };
        var follow = new Option<bool>("--follow") { Description = "Go on, a line a minute, until stopped." };
        var command = new Command(
            "heads", "Signs where the log of versions, the journal and the steps of change requests end, and keeps it in a file.")
        {
            database, key, folder, follow,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = DirectoryDatabase.OpenUnbounded(CommandLine.Database(parsed, database, Variable));
            using var signer = HeadsKey.Read(parsed.GetRequiredValue(key).FullName);
            await KeepAsync(
                dataSource, signer, parsed.GetRequiredValue(folder).FullName, parsed.GetValue(follow), TimeSpan.FromMinutes(1),
                TimeProvider.System,
                cancellationToken);
            return CommandLine.Done;
        });
        return command;
    }

    internal static async Task KeepAsync(
        NpgsqlDataSource dataSource, System.Security.Cryptography.ECDsa key, string folder, bool follow, TimeSpan every, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var previous = HeadFiles.LastDigest(folder, key);
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                var (at, heads) = await Chains.ReadHeadsAsync(dataSource, time, cancellationToken);
                var signed = new SignedHeads(at, previous, heads);
                HeadFiles.Append(folder, at, signed.Sign(key));
                previous = signed.Digest;
            }
            catch (Exception e) when (follow && e is NpgsqlException or IOException)
            {
                // The gap is seen in the file; the next minute tries again.
                await Console.Error.WriteLineAsync($"No head was kept this time: {e.Message}");
            }
        }
        while (follow && await WaitAsync(timer, cancellationToken));
    }

    // Being stopped is how following ends.
    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
