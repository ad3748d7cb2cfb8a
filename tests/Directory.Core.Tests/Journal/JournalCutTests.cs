using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Journal;

/// <summary>What is old goes from the journal into a file that proves itself, at a signed head, and nothing else ever goes.</summary>
public sealed class JournalCutTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("cut-").FullName;

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Cut_OfWhatIsOlderThanAYear_LeavesAFileThatProvesItselfAndAChainThatBeginsThere()
    {
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        // Three lines a month for fourteen months, a head after each month.
        for (var month = 14; month >= 0; month--)
        {
            await database.SetTimeAsync((now - Duration.FromDays(30 * month)).ToDateTimeOffset());
            for (var i = 0; i < 3; i++)
            {
                await WriteAsync(owner);
            }

            var (_, heads) = await Chains.ReadHeadsAsync(owner, default);
            var at = now - Duration.FromDays(30 * month);
            HeadFiles.Append(Heads, at, new SignedHeads(at, HeadFiles.LastDigest(Heads, _key), heads).Sign(_key));
        }

        await database.SetTimeAsync(null);
        var before = now - Duration.FromDays(360);

        var cut = await CutAsync(owner, before);
        var again = await CutAsync(owner, before);

        Assert.NotNull(cut);
        Assert.Null(again);
        Assert.Equal(9, cut.Value.Lines); // months 14, 13 and 12
        Assert.Equal((36L, 10L), (await CountAsync(owner, "select count(*) from journal"), await CountAsync(owner, "select min(sequence) from chain_links")));
        Assert.Empty((await ChainedLines.Journal.VerifyAsync(owner, Kept(), default)).Problems);
        Assert.Equal((9L, null), JournalExport.Verify(cut.Value.File, _key));

        // A file that was touched does not prove itself.
        var lines = await File.ReadAllLinesAsync(cut.Value.File);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (touched, key) in new (string[], ECDsa)[]
        {
            ([.. lines[..4], .. lines[5..]], _key),
            ([lines[0].Replace("entry.confirmed", "entry.removed", StringComparison.Ordinal), .. lines[1..]], _key),
            (lines[..^1], _key),
            ([.. lines[..^2], lines[^1]], _key),
            (lines, other),
        })
        {
            var copy = Path.Combine(_folder, "touched.jsonl");
            await File.WriteAllLinesAsync(copy, touched);
            Assert.NotNull(JournalExport.Verify(copy, key).Problem);
        }

        await OtherCutsAreRefusedAsync(owner);
    }

    // In the same database: it has a cut, lines of every age, and heads.
    private async Task OtherCutsAreRefusedAsync(NpgsqlDataSource owner)
    {
        Assert.Contains("six months", (await RefusedAsync(owner, "select cut_journal(40, (select encode(hash, 'hex') from chain_links where sequence = 40), sha256('x'))")).MessageText, StringComparison.Ordinal);
        Assert.Contains("does not name", (await RefusedAsync(owner, "select cut_journal(12, 'head', sha256('x'))")).MessageText, StringComparison.Ordinal);
        Assert.Contains("no link", (await RefusedAsync(owner, "select cut_journal(45, (select encode(hash, 'hex') from chain_links where sequence = 45), sha256('x'))")).MessageText, StringComparison.Ordinal);
        Assert.Contains("append-only", (await RefusedAsync(owner, "delete from journal where id = (select max(id) from journal)")).MessageText, StringComparison.Ordinal);
        Assert.Contains("append-only", (await RefusedAsync(owner, "delete from chain_links where sequence = 20")).MessageText, StringComparison.Ordinal);
        Assert.Contains("append-only", (await RefusedAsync(owner, "delete from journal_cuts")).MessageText, StringComparison.Ordinal);
        await using (var writer = NpgsqlDataSource.Create(database.ConnectionStringOf("extranet")))
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await RefusedAsync(writer, "select cut_journal(12, 'head', sha256('x'))")).SqlState);
        }

        // A cut by the owner at a link that nobody signed is told.
        await using (var command = owner.CreateCommand("select cut_journal(13, (select encode(hash, 'hex') from chain_links where sequence = 13), sha256('x'))"))
        {
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains(
            (await ChainedLines.Journal.VerifyAsync(owner, Kept(), default)).Problems,
            problem => problem.Contains("which no signed head vouches for", StringComparison.Ordinal));
        await Assert.ThrowsAsync<JournalCutException>(() => CutAsync(owner, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())));
    }

    private string Heads => Path.Combine(_folder, "heads");

    private KeptHeads Kept() => KeptHeads.Read(Heads, _key);

    private Task<(string File, long Lines)?> CutAsync(NpgsqlDataSource source, Instant before) =>
        JournalCut.CutAsync(source, Heads, Kept(), Path.Combine(_folder, "export"), before, default);

    private static async Task WriteAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await JournalLog.WriteAsync(connection, new JournalEntry(null, "entry.confirmed", "entry", Guid.NewGuid(), new Dictionary<string, string?> { ["a"] = "é" }), default);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<PostgresException> RefusedAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }
}
