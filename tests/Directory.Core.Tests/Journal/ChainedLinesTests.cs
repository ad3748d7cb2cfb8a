using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Core.Tests.Journal;

/// <summary>What anyone does to what was written is found: by the chains alone, or with the heads that were kept elsewhere.</summary>
public sealed class ChainedLinesTests(WrittenChains written) : IClassFixture<WrittenChains>
{
    // An owner, or a superuser, is held back by no trigger.
    private const string Unhindered = "set session_replication_role = replica; ";

    // What an owner who knows how the chain is made would do after changing something.
    private const string ChainAnew =
        """
        delete from chain_links where chain = '{0}';
        do $$ declare line record; begin
            for line in select l.id, l.at, {2}(l) as content from {1} l order by l.id loop
                perform link_line('{0}', line.id, line.at, line.content, true);
            end loop;
        end $$;
        """;

    /// <summary>
    /// What is done, as the owner; what the chains alone say of it (nothing where the chain was made anew or its end cut); what they say
    /// with kept heads.
    /// </summary>
    private static readonly (string What, string Sql, string? Alone, string WithHeads)[] Tampering =
    [
        (
            "the journal's end cut",
            "delete from journal where id > (select max(id) - 2 from journal); delete from chain_links k where chain = 'journal' and not exists (select from journal j where j.id = k.line_id)",
            null, "its end was cut"),
        ("a line deleted", "delete from journal where id = (select min(id) + 1 from journal)", "it was deleted", "it was deleted"),
        (
            "lines deleted with their links",
            "delete from chain_links where chain = 'journal' and sequence = 2; delete from journal where id = (select min(id) + 1 from journal)",
            "links are missing", "links are missing"),
        ("a line altered", "update journal set action = 'entry.confirmed' where id = (select min(id) from journal)", "it was altered", "it was altered"),
        ("a line in another's name", "update journal set account_id = null where account_id is not null", "it was altered", "it was altered"),
        ("a line backdated", "update journal set at = at - interval '3 minutes' where id = (select max(id) from journal)", "it was altered", "it was altered"),
        (
            "a line altered and the chain made anew",
            "update journal set action = 'entry.confirmed' where id = (select min(id) from journal); "
                + Anew("journal", "journal", "journal_content"),
            null, "the chain was rewritten"),
        (
            "lines deleted and the chain made anew",
            "delete from journal where id <= (select min(id) + 1 from journal); " + Anew("journal", "journal", "journal_content"),
            null, "its end was cut"),
        (
            "a line slipped in",
            "insert into journal (at, action, object_kind, object_id) values (now(), 'entry.confirmed', 'entry', gen_random_uuid())",
            "it was slipped in", "it was slipped in"),
        (
            "a line of last month added and linked",
            """
            insert into journal (at, action, object_kind, object_id) values (now() - interval '1 month', 'entry.confirmed', 'entry', gen_random_uuid());
            select link_line('journal', j.id, j.at, journal_content(j), true) from journal j order by id desc limit 1
            """,
            "it was backdated", "it was backdated"),
        (
            "a line of half an hour ago added and linked",
            """
            insert into journal (at, action, object_kind, object_id) values (now() - interval '30 minutes', 'entry.confirmed', 'entry', gen_random_uuid());
            select link_line('journal', j.id, j.at, journal_content(j), true) from journal j order by id desc limit 1
            """,
            null, "it was backdated"),
        (
            "a line of next month added and linked",
            """
            insert into journal (at, action, object_kind, object_id) values (now() + interval '1 month', 'entry.confirmed', 'entry', gen_random_uuid());
            select link_line('journal', j.id, j.at, journal_content(j), true) from journal j order by id desc limit 1
            """,
            "it was postdated", "it was postdated"),
        (
            "a step in another's name",
            "update change_request_events set account_id = (select id from accounts where name = 'Chloé') where id = (select min(id) from change_request_events)",
            "it was altered", "it was altered"),
        (
            "a step in another's name and the chain made anew",
            "update change_request_events set account_id = (select id from accounts where name = 'Chloé'); "
                + Anew("events", "change_request_events", "event_content"),
            null, "the chain was rewritten"),
        ("a step's reason altered", "update change_request_events set comment = 'Autre.'", "it was altered", "it was altered"),
        ("steps deleted", "delete from change_request_events", "it was deleted", "it was deleted"),
        ("a link redated", "update chain_links set linked_at = linked_at + interval '1 second' where chain = 'journal' and sequence = 1", "it was altered", "it was altered"),
        (
            "the end of the log of versions cut",
            """
            delete from entry_versions where sequence = (select max(sequence) from entry_versions);
            update entries e set version = v.version, sequence = v.sequence, name = v.document ->> 'name', source = v.source, changed_at = v.changed_at,
                published_at = v.published_at, verified_at = (v.document #>> '{provenance,verifiedAt}')::timestamptz, search_text = entry_search_text(v.document)
            from entry_versions v where e.version > 1
            """,
            null, "its end was cut"),
        ("a version by another author", "update entry_versions set author = 'importer' where author <> 'importer'", "it was altered", "it was altered"),
        ("a version that took effect earlier", "update entry_versions set effective_at = effective_at - interval '1 day'", "it was altered", "it was altered"),
        (
            "a version of another time",
            "update entry_versions set published_at = published_at - interval '1 day', changed_at = changed_at - interval '1 day', effective_at = effective_at - interval '1 day'",
            "it was altered", "it was altered"),
    ];

    [Fact]
    public async Task Chains_WhateverIsDoneToThem_TellIt()
    {
        List<string> wrong = [];
        await using (var untouched = written.Database.CreateDataSource())
        {
            Assert.Empty(await ProblemsAsync(untouched, KeptHeads.None));
            Assert.Empty(await ProblemsAsync(untouched, written.Kept()));
        }

        foreach (var (what, sql, alone, withHeads) in Tampering)
        {
            await using var copy = await written.Database.CopyAsync();
            await copy.ExecuteAsync(Unhindered + sql);
            await using var source = NpgsqlDataSource.Create(copy.ConnectionString);
            var (seen, seenWithHeads) = (await ProblemsAsync(source, KeptHeads.None), await ProblemsAsync(source, written.Kept()));
            if ((alone is null ? seen.Count > 0 : !seen.Exists(problem => problem.Contains(alone, StringComparison.Ordinal)))
                || !seenWithHeads.Exists(problem => problem.Contains(withHeads, StringComparison.Ordinal)))
            {
                wrong.Add($"{what}: alone « {string.Join("; ", seen)} », with heads « {string.Join("; ", seenWithHeads)} »");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("changed", "altered or forged")]
    [InlineData("signed by another", "altered or forged")]
    [InlineData("one taken out", "taken out or exchanged")]
    [InlineData("all taken out", "no head to verify against")]
    [InlineData("not heads", "altered or forged")]
    public async Task Heads_ThatWereForged_AreTold(string how, string expected)
    {
        await using var source = written.Database.CreateDataSource();
        await written.KeepAsync(source);
        var file = HeadFiles.In(written.Folder)[^1];
        var lines = await File.ReadAllLinesAsync(file);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] forged = how switch
        {
            "changed" => [lines[0], lines[1].Replace("\"sequence\":2", "\"sequence\":1", StringComparison.Ordinal), lines[2]],
            "signed by another" => [lines[0], lines[1], SignedHeads.Read(lines[2], written.Key).Sign(other)],
            "one taken out" => [lines[0], lines[2]],
            "not heads" => [.. lines, "{}\tAAAA"],
            _ => [],
        };
        await File.WriteAllLinesAsync(file, forged);

        Assert.Contains(written.Kept().Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
        await File.WriteAllLinesAsync(file, lines);
        Assert.Empty(written.Kept().Problems);
    }

    [Theory]
    [InlineData(
        "insert into journal (at, action, object_kind, object_id) values (now() - interval '1 day', 'a.b', 'entry', gen_random_uuid())")]
    [InlineData(
        "insert into journal (id, action, object_kind, object_id) overriding system value values (1, 'a.b', 'entry', gen_random_uuid())")]
    [InlineData(
        "insert into change_request_events (at, request_id, move, to_state) select now(), id, 'save', 'draft' from change_requests")]
    [InlineData("insert into chain_links select * from chain_links")]
    [InlineData("delete from chain_links")]
    [InlineData("select link_line('journal', 1, now(), '', true)")]
    [InlineData("create or replace function database_time() returns timestamptz language sql as 'select now()'")]
    [InlineData("select 1 from chains for update")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("alter table journal disable trigger tr_journal_link")]
    public async Task Application_ChoosingANumberOrADateOrLeavingTheChain_IsRefused(string sql)
    {
        await using var source = written.Database.CreateDataSource();
        await using var command = source.CreateCommand(sql);

        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task Lines_WhoeverWritesThem_BearTheDateAndTheNumberOfTheDatabase()
    {
        // As the owner, whom no privilege holds back.
        const string backdated =
            """
            insert into journal (at, action, object_kind, object_id) values ('2001-01-01', 'a.b', 'entry', gen_random_uuid());
            insert into change_request_events (at, request_id, move, to_state) select '2001-01-01', id, 'save', 'draft' from change_requests limit 1;
            """;
        const string count =
            "select (select count(*) from journal where at < '2002-01-01') + (select count(*) from change_request_events where at < '2002-01-01')";
        await using var copy = await written.Database.CopyAsync();

        await copy.ExecuteAsync(backdated);
        Assert.Equal(0L, await copy.ScalarAsync(count));
        foreach (var table in new[] { "journal (id, action, object_kind, object_id) values (1, 'a.b', 'entry', gen_random_uuid())", "change_request_events (id, request_id, move, to_state) select 1, id, 'save', 'draft' from change_requests" })
        {
            Assert.Equal("428C9", (await Assert.ThrowsAsync<PostgresException>(() => copy.ExecuteAsync($"insert into {table}"))).SqlState);
        }

        // The triggers are what does it.
        await copy.ExecuteAsync(
            "drop trigger tr_journal_date on journal; drop trigger tr_change_request_events_date on change_request_events;" + backdated);
        Assert.Equal(2L, await copy.ScalarAsync(count));
    }

    [Fact]
    public async Task Lines_OfManyAtOnceAndOfWorkThatFailed_MakeOneChainWithoutGapNorWait()
    {
        await using var copy = await written.Database.CopyAsync();
        await using var source = NpgsqlDataSource.Create(copy.ApplicationConnectionString);
        await using var open = await source.OpenConnectionAsync();
        await using var unfinished = await open.BeginTransactionAsync();
        await JournalLog.WriteAsync(open, Line(), default);

        // Twenty at once, half of them in the other order, every fourth fails; none waits for the one that is not over.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in number % 2 == 0 ? new[] { "journal", "event", "journal" } : ["event", "journal", "event"])
            {
                if (table == "journal")
                {
                    await JournalLog.WriteAsync(connection, Line(), default);
                }
                else
                {
                    await using var command = new NpgsqlCommand(
                        "insert into change_request_events (request_id, move, to_state) select id, 'save', 'draft' from change_requests limit 1", connection);
                    await command.ExecuteNonQueryAsync();
                }
            }

            if (number % 4 == 0)
            {
                await transaction.RollbackAsync();
            }
            else
            {
                await transaction.CommitAsync();
            }
        }));

        await unfinished.CommitAsync();
        Assert.Empty(await ProblemsAsync(source, written.Kept()));
        Assert.Equal(
            await copy.ScalarAsync("select (select count(*) from journal) + (select count(*) from change_request_events)"),
            await copy.ScalarAsync("select sum(last)::bigint from (select max(sequence) as last from chain_links group by chain) ends"));
    }

    private static string Anew(string chain, string table, string content) =>
        ChainAnew.Replace("{0}", chain, StringComparison.Ordinal)
            .Replace("{1}", table, StringComparison.Ordinal)
            .Replace("{2}", content, StringComparison.Ordinal);

    private static JournalTerm Year { get; } = new(JournalTerm.DefaultMonths);

    private static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static JournalEntry Line() => new(null, "entry.confirmed", "entry", Guid.NewGuid());

    private static async Task<List<string>> ProblemsAsync(NpgsqlDataSource source, KeptHeads kept) =>
    [
        .. kept.Problems,
        .. (await LogVerifier.VerifyAsync(source, default, kept)).Problems,
        .. (await ChainedLines.Journal.VerifyAsync(source, kept, Year, Now, default)).Problems,
        .. (await ChainedLines.Events.VerifyAsync(source, kept, Year, Now, default)).Problems,
    ];
}
