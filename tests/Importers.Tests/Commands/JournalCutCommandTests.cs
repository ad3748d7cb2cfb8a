using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>The journal cut, exported and proven, as an operator does it.</summary>
public sealed class JournalCutCommandTests(ImporterDatabase database) : IClassFixture<ImporterDatabase>
{
    private const string Lines =
        "insert into journal (action, object_kind, object_id) select 'entry.confirmed', 'entry', gen_random_uuid() from generate_series(1, 3);";

    [Fact]
    public async Task Cut_OfWhatIsOldEnough_IsProvenAloneAndWithTheDatabase()
    {
        var (publicKey, heads, export) = (database.PathOf("key.pub"), database.PathOf("heads"), database.PathOf("export"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(publicKey, key.ExportSubjectPublicKeyInfoPem());
        var then = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromDays(400);
        await database.ExecuteAsync(
            $$"""
            create or replace function database_time() returns timestamptz language sql as 'select timestamptz ''{{then}}''';
            begin; {{Lines}} commit;
            create or replace function database_time() returns timestamptz language sql as 'select clock_timestamp()';
            {{Lines}}
            """);
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            var names =
                await owner.CreateCommand("select encode(hash, 'hex') from chain_links where chain = 'journal' and sequence = 3")
                    .ExecuteScalarAsync();
            HeadFiles.Append(heads, then, new SignedHeads(then, null, [new ChainHead(Chains.Journal, 3, (string)names!)]).Sign(key));
        }

        var cut = await database.RunAsync("journal-cut", "--against", heads, "--public-key", publicKey, "--export", export);
        var whole = await database.RunAsync("verify", "--against", heads, "--public-key", publicKey, "--export", export);
        var keptLonger = await database.RunAsync("verify", "--against", heads, "--public-key", publicKey, "--keep-months", "14");
        var file = Directory.GetFiles(export).Single();
        var alone = await database.RunAsync("verify", "--public-key", publicKey, "--export", file);
        File.Move(file, database.PathOf("elsewhere"));
        var without = await database.RunAsync("verify", "--against", heads, "--public-key", publicKey, "--export", export);

        Assert.Equal((0, ""), (cut.ExitCode, cut.Error));
        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Contains("4 lines of the journal, ", whole.Output, StringComparison.Ordinal); // three, and that of the cut
        Assert.Contains("lines 1 to 3 of the journal, as they were when they were signed at ", whole.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (alone.ExitCode, alone.Error));
        Assert.Equal(1, keptLonger.ExitCode);
        Assert.Contains("it was cut too early", keptLonger.Error, StringComparison.Ordinal);
        Assert.Equal((1, "no file ends with line 3, at which the journal was last cut\n"), (without.ExitCode, without.Error));
    }
}
