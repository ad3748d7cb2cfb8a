using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>The heads and what they prove, as an operator keeps and verifies them.</summary>
public sealed class HeadsCommandTests(ImporterDatabase database) : IClassFixture<ImporterDatabase>
{
    [Fact]
    public async Task Heads_KeptThenVerifiedAgainst_TellWhatWasTouched()
    {
        var (key, heads) = (database.PathOf("heads.key"), database.PathOf("heads"));
        await database.ExecuteAsync(
            "insert into journal (action, object_kind, object_id) select 'entry.confirmed', 'entry', gen_random_uuid() from generate_series(1, 3)");

        var made = await database.RunAsync("heads-key", key);
        var madeAgain = await database.RunAsync("heads-key", key);
        var kept = await database.RunAsync("heads", "--key", key, "--to", heads);
        using (var following = database.Start("heads", "--follow", "--key", key, "--to", heads))
        {
            await Eventually.HoldsAsync(() => Task.FromResult(File.ReadAllLines(Directory.GetFiles(heads).Single()).Length == 2));
            following.Interrupt();
            Assert.Equal(0, (await following.EndAsync()).ExitCode);
        }

        var whole = await database.RunAsync("verify", "--against", heads, "--public-key", $"{key}.pub");
        var withoutKey = await database.RunAsync("verify", "--against", heads);
        var cut =
            await database.RunAsync("journal-cut", "--against", heads, "--public-key", $"{key}.pub", "--export", database.PathOf("export"));
        await database.ExecuteAsync(
            """
            set session_replication_role = replica;
            delete from journal where id = (select max(id) from journal);
            delete from chain_links where sequence = (select max(sequence) from chain_links)
            """);
        var touched = await database.RunAsync("verify", "--against", heads, "--public-key", $"{key}.pub");

        Assert.Equal((0, 2, 0), (made.ExitCode, madeAgain.ExitCode, kept.ExitCode));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Contains("3 lines of the journal", whole.Output, StringComparison.Ordinal);
        Assert.Contains("verified against heads signed until ", whole.Output, StringComparison.Ordinal);
        Assert.Equal(2, withoutKey.ExitCode);
        Assert.Equal((0, "Nothing is old enough to be cut.\n"), (cut.ExitCode, cut.Output));
        Assert.Equal(1, touched.ExitCode);
        Assert.StartsWith("journal ends at 2, but reached 3 at ", touched.Error, StringComparison.Ordinal);
    }
}
