using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Core.Tests.Journal;

/// <summary>
/// What is old goes from the journal into a file that proves itself, at a signed head, and nothing else ever goes unseen.
/// </summary>
public sealed class JournalCutTests(WrittenYear year) : IClassFixture<WrittenYear>
{
    private static readonly JournalTerm Year = new(JournalTerm.DefaultMonths);

    private static readonly Duration Month = Duration.FromDays(31);

    // As the owner, with triggers off: the cut of link 39, signed two months ago, written by hand.
    private const string CutByHand =
        """
        set session_replication_role = replica;
        insert into journal_cuts select 39, hash, '{head}', sha256('x'), now() - interval '1 hour' from chain_links where sequence = 39;
        delete from journal where id in (select line_id from chain_links where sequence <= 39);
        delete from chain_links where sequence <= 39;
        set session_replication_role = origin;
        """;

    private const string Save =
        "create schema saved; create table saved.journal as table journal; create table saved.links as table chain_links";

    private const string Restore =
        """
        set session_replication_role = replica;
        truncate journal, chain_links, journal_cuts;
        insert into journal overriding system value table saved.journal;
        insert into chain_links table saved.links;
        set session_replication_role = origin;
        """;

    private const string LineOfTheCut =
        """
        insert into journal (action, object_kind, object_id, detail) select 'journal.cut', 'journal', '00000000-0000-0000-0000-000000000000',
            jsonb_build_object('upTo', sequence::text, 'hash', encode(hash, 'hex'), 'exportSha256', encode(export_sha256, 'hex')) from journal_cuts;
        """;

    /// <summary>
    /// How an owner cuts, when it is verified, for how long lines are kept, and what is said without and with kept heads.
    /// </summary>
    private static readonly (string What, string Sql, int MonthsLater, int Keep, string? Alone, string? WithHeads)[] Cuts =
    [
        ("by hand, of two months ago", CutByHand + LineOfTheCut, 0, 12, "it was cut too early", "it was cut too early"),
        ("by hand, of two months ago, verified when that would be old enough", CutByHand
            + LineOfTheCut, 12, 12, "it was cut too early", "it was cut too early"),
        ("by hand, unsaid, of what is old enough by then", CutByHand, 12, 12, "no line of it says so", "no line of it says so"),
        (
            "by hand, said as if in a year, verified then",
            CutByHand + At("12 months") + LineOfTheCut, 12, 12, null, "it was postdated"),
        (
            "by hand, said as if in a year",
            CutByHand + At("12 months") + LineOfTheCut, 0, 12, "it was cut too early", "it was cut too early"),
        (
            "by the function, its clock put forward",
            At("12 months") + "select cut_journal(39, '{head}', sha256('x'))", 0, 12, "it was postdated", "it was postdated"),
        (
            "by the function, its clock put forward, verified when that would be old enough",
            At("12 months") + "select cut_journal(39, '{head}', sha256('x'))", 12, 12, null, "it was postdated"),
        ("by the function, of eight months ago", "select cut_journal(21, '{head}', sha256('x'))", 0, 12, "it was cut too early", "it was cut too early"),
        ("by the function, of eight months ago, where six are kept", "select cut_journal(21, '{head}', sha256('x'))", 0, 6, null, null),
        (
            "at a head that another key signed",
            "select cut_journal(9, '{forged}', sha256('x'))", 0, 12, null, "which no signed head vouches for"),
        (
            "at a head that names another link",
            "select cut_journal(9, (select string_agg(encode(hash, 'hex'), '') from chain_links where sequence = 9), sha256('x'))", 0, 12,
            "which no signed head vouches for", "which no signed head vouches for"),
    ];

    [Fact]
    public async Task Cut_OfWhatIsOlderThanAYear_LeavesFilesThatProveThemselvesAndAChainThatBeginsThere()
    {
        await using var copy = await year.CopyAsync();
        await using var owner = NpgsqlDataSource.Create(copy.ConnectionString);

        var cut = await CutAsync(owner, year.Now);
        var again = await CutAsync(owner, year.Now);
        await copy.SetTimeAsync((year.Now + Month).ToDateTimeOffset());
        var next = await CutAsync(owner, year.Now + Month);

        Assert.Null(again);
        Assert.Equal((9L, 3L), (cut!.Value.Lines, next!.Value.Lines)); // months 14, 13 and 12; then 11
        Assert.Equal(
            "35 lines from 13 on", await copy.ScalarAsync("select count(*) || ' lines from ' || min(sequence) || ' on' from chain_links"));
        Assert.Empty(await ProblemsAsync(owner, year.Kept, Year, year.Now + Month));

        var files = new[] { next.Value.File, cut.Value.File }.Select(file => ExportedJournal.Prove(file, year.Key)).ToArray();
        var last = await JournalCut.LastAsync(owner, default);
        Assert.Equal(["9 to 12: ", "0 to 9: "], files.Select(file => $"{file.Before.Sequence} to {file.Last.Sequence}: {file.Problem}"));
        Assert.Empty(ExportedJournal.Missing(files, last));
        Assert.Contains("no file holds lines 1 to 9", Assert.Single(ExportedJournal.Missing([files[0]], last)), StringComparison.Ordinal);
        Assert.Contains("no file ends with line 12", Assert.Single(ExportedJournal.Missing([files[1]], last)), StringComparison.Ordinal);
        Assert.Contains("no file ends with line 12", Assert.Single(ExportedJournal.Missing([], last)), StringComparison.Ordinal);

        Assert.Empty(await TouchedAsync(await File.ReadAllLinesAsync(cut.Value.File), await File.ReadAllLinesAsync(next.Value.File)));
    }

    [Fact]
    public async Task Cuts_ThatRetentionWouldNotHaveMade_AreTold()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        List<string> wrong = [];
        await using var copy = await year.CopyAsync();
        await using var owner = NpgsqlDataSource.Create(copy.ConnectionString);
        await copy.ExecuteAsync(Save);
        foreach (var (what, sql, monthsLater, keep, alone, withHeads) in Cuts)
        {
            await copy.SetTimeAsync(null);
            await copy.ExecuteAsync(Restore + sql
                .Replace("{head}", year.HeadAt(sql.Contains("21", StringComparison.Ordinal) ? 21 : 39), StringComparison.Ordinal)
                .Replace("{forged}", SignedHeads.Read(year.HeadAt(9), year.Key).Sign(other), StringComparison.Ordinal));
            // Life goes on, and heads with it, by a clock that is right.
            var folder = Directory.CreateDirectory(Path.Combine(year.Folder, Guid.NewGuid().ToString("N"))).FullName;
            Array.ForEach(Directory.GetFiles(year.Heads), file => File.Copy(file, Path.Combine(folder, Path.GetFileName(file))));
            var kept = HeadOf(owner, folder, year.Now + Duration.FromMinutes(1));

            var now = year.Now + Duration.FromMinutes(1) + (monthsLater * Month);
            var (seen, seenWithHeads) = (
                await ProblemsAsync(owner, KeptHeads.None, new(keep), now), await ProblemsAsync(owner, await kept, new(keep), now));
            if (!Tells(seen, alone) || !Tells(seenWithHeads, withHeads))
            {
                wrong.Add($"{what}: alone « {string.Join("; ", seen)} », with heads « {string.Join("; ", seenWithHeads)} »");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Cut_ThatMayNotBe_IsRefusedByTheDatabase()
    {
        await using var copy = await year.CopyAsync();
        await using var owner = NpgsqlDataSource.Create(copy.ConnectionString);

        Assert.Contains(
            "six months",
            (await RefusedAsync(owner, "select cut_journal(40, (select encode(hash, 'hex') from chain_links where sequence = 40), sha256('x'))")).MessageText, StringComparison.Ordinal);
        Assert.Contains(
            "does not name", (await RefusedAsync(owner, "select cut_journal(12, 'head', sha256('x'))")).MessageText,
            StringComparison.Ordinal);
        Assert.Contains(
            "no link",
            (await RefusedAsync(owner, "select cut_journal(45, (select encode(hash, 'hex') from chain_links where sequence = 45), sha256('x'))")).MessageText, StringComparison.Ordinal);
        Assert.Contains(
            "append-only", (await RefusedAsync(owner, "delete from journal where id = (select max(id) from journal)")).MessageText,
            StringComparison.Ordinal);
        Assert.Contains(
            "append-only", (await RefusedAsync(owner, "delete from chain_links where sequence = 20")).MessageText,
            StringComparison.Ordinal);
        await CutAsync(owner, year.Now);
        Assert.Contains("append-only", (await RefusedAsync(owner, "delete from journal_cuts")).MessageText, StringComparison.Ordinal);

        // Nothing more is cut from a journal that is not whole.
        await copy.ExecuteAsync("select cut_journal(13, (select encode(hash, 'hex') from chain_links where sequence = 13), sha256('x'))");
        await Assert.ThrowsAsync<JournalCutException>(() => CutAsync(owner, year.Now + Month));
    }

    // Two files as they were written; what was done to one of them, whose key reads it, and what is said.
    private async Task<List<string>> TouchedAsync(string[] first, string[] next)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (string What, string[] Lines, ECDsa Key, string Expected)[] touched =
        [
            ("a line taken out", [.. first[..4], .. first[5..]], year.Key, "line 5 is not link 5"),
            ("a line altered", [first[0].Replace("entry.confirmed", "entry.removed", StringComparison.Ordinal), .. first[1..]], year.Key, "line 1 is not link 1"),
            ("a line said twice", [first[0], .. first], year.Key, "line 2 is not link 2"),
            ("two lines exchanged", [first[1], first[0], .. first[2..]], year.Key, "line 1 is not link 1"),
            ("a word beside a line", [first[0].Replace("{\"seq", "{\"note\":\"x\",\"seq", StringComparison.Ordinal), .. first[1..]], year.Key, "line 1 is not link 1"),
            ("a word said twice in a line", [first[0].Replace("{\"seq", "{\"action\":\"entry.removed\",\"seq", StringComparison.Ordinal), .. first[1..]], year.Key, "line 1 is not link 1"),
            ("the beginning taken out", first[3..], year.Key, "what is before it is missing"),
            ("the head at the beginning taken out", next[1..], year.Key, "what is before it is missing"),
            ("another head at the beginning", [first[^1].Replace('a', 'b'), .. next[1..]], year.Key, "line 1 is no line of the journal, nor a signed head"),
            ("the beginning taken out and a later head put there", [next[^1], .. next[1..]], year.Key, "line 2 is not link 13"),
            ("the head at the end taken out", first[..^1], year.Key, "no signed head at its end"),
            ("the last line taken out", [.. first[..^2], first[^1]], year.Key, "names another link"),
            ("lines after the last head", [.. first, .. next[1..^1]], year.Key, "no signed head at its end"),
            ("other lines after the last head", [.. first, "{}"], year.Key, "line 11 is not link 10"),
            ("anything after the last head", [.. first, "Nothing of that is true."], year.Key, "line 11 is no line of the journal"),
            ("an empty line", [.. first, ""], year.Key, "line 11 is no line of the journal"),
            ("a line without end", [.. first, new string('x', 200_000)], year.Key, "line 11 is too long"),
            ("a head in the middle that names another link", [.. first[..4], first[^1], .. first[4..]], year.Key, "line 5 is a signed head that names another link"),
            ("nothing", [], year.Key, "it holds no line"),
            ("heads alone", [next[0]], year.Key, "it holds no line"),
            ("of another key", first, other, "line 10 is no line of the journal, nor a signed head"),
        ];
        List<string> wrong = [];
        foreach (var (what, lines, key, expected) in touched)
        {
            var file = Path.Combine(year.Folder, "touched.jsonl");
            await File.WriteAllLinesAsync(file, lines);
            var problem = ExportedJournal.Prove(file, key).Problem;
            if (problem?.Contains(expected, StringComparison.Ordinal) != true)
            {
                wrong.Add($"{what}: {problem}");
            }
        }

        // Two files as one, with the head between them: nothing is missing.
        await File.WriteAllLinesAsync(Path.Combine(year.Folder, "both.jsonl"), [.. first, .. next]);
        if (ExportedJournal.Prove(Path.Combine(year.Folder, "both.jsonl"), year.Key) is not { Before.Sequence: 0, Last.Sequence: 12, Problem: null })
        {
            wrong.Add("both files as one");
        }

        return wrong;
    }

    private static string At(string later) =>
        $"""
        create or replace function database_time() returns timestamptz language sql volatile set search_path = pg_catalog, pg_temp as $$
            select clock_timestamp() + interval '{later}' $$;
        """;

    private static bool Tells(List<string> problems, string? expected) =>
        expected is null ? problems.Count == 0 : problems.Exists(problem => problem.Contains(expected, StringComparison.Ordinal));

    private async Task<KeptHeads> HeadOf(NpgsqlDataSource source, string folder, Instant at)
    {
        var (_, heads) = await Chains.ReadHeadsAsync(source, TimeProvider.System, default);
        HeadFiles.Append(folder, at, new SignedHeads(at, HeadFiles.LastDigest(folder, year.Key), heads).Sign(year.Key));
        return KeptHeads.Read(folder, year.Key);
    }

    private Task<(string File, long Lines)?> CutAsync(NpgsqlDataSource source, Instant now) =>
        JournalCut.CutAsync(source, year.Heads, year.Kept, Path.Combine(year.Folder, "export"), Year, now, default);

    private static async Task<List<string>> ProblemsAsync(NpgsqlDataSource source, KeptHeads kept, JournalTerm term, Instant now) =>
        [.. kept.Problems, .. (await ChainedLines.Journal.VerifyAsync(source, kept, term, now, default)).Problems];

    private static async Task<PostgresException> RefusedAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }
}
