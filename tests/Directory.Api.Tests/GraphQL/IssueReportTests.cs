using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>What anyone may say is wrong: kept, merged, bounded, and readable by editors alone.</summary>
public sealed class IssueReportTests(DirectoryApi api) : IClassFixture<DirectoryApi>, IAsyncLifetime
{
    private const string Mutation =
        "mutation ($input: ReportProblemInput!) { reportProblem(input: $input) { reference answersWithin answerBy } }";

    private HttpClient _client = null!;
    private Guid _entry;

    /// <summary>A node of its own for each test: what it allows in an hour is counted anew.</summary>
    public async Task InitializeAsync()
    {
        _client = await StartAsync(_ => { });
        _entry = await api.IdAsync("mairie-69266");
        await ExecuteAsync("delete from issue_statements; delete from issue_reports; delete from caller_salts");
    }

    public Task DisposeAsync() => api.Database.AllowConnectionsAsync(true);

    [Fact]
    public async Task Report_OfAProblem_IsKeptWithAPromiseAndAReference()
    {
        var receipt =
            await ReportAsync(
                new { entry = _entry, reason = "UNREACHABLE", field = "channels", message = " Ça sonne dans le vide. ", email = "ana@exemple.fr" });

        Assert.Matches("^SIG-[0-9A-Z]{4}-[0-9A-Z]{4}$", receipt.Text("reference"));
        Assert.Equal(("P15D", "2026-03-17"), (receipt.Text("answersWithin"), receipt.Text("answerBy")));
        Assert.Equal(
            $"{_entry} public unreachable channels 1 {receipt.Text("reference")} Ça sonne dans le vide. ana@exemple.fr",
            await ScalarAsync(
                """
                select concat_ws(' ', r.entry_id, r.origin, r.code, r.block, r.report_count, r.reference, s.message, s.email)
                from issue_reports r join issue_statements s on s.report_id = r.id
                where r.created_at = '2026-03-02T09:00Z' and r.answer_due_at = '2026-03-17T09:00Z'
                """));
    }

    [Fact]
    public async Task Report_OfTheSameThing_JoinsTheOpenOneAndSentTwiceCountsOnce()
    {
        var first = await ReportAsync(new { entry = _entry, reason = "OUTDATED", field = "openingHours", message = "Fermé le lundi" });
        var other =
            await ReportAsync(
                new { entry = _entry, reason = "OUTDATED", field = "openingHours", message = "Ils ferment le lundi", email = "b@exemple.fr" });
        var again =
            await ReportAsync(
                new { entry = _entry, reason = "OUTDATED", field = "openingHours", message = "Ils ferment le lundi", email = "b@exemple.fr" });
        var elsewhere = await ReportAsync(new { entry = _entry, reason = "OUTDATED", field = "addresses" });

        Assert.Equal(first.Text("reference"), other.Text("reference"));
        Assert.Equal(first.Text("reference"), again.Text("reference"));
        Assert.NotEqual(first.Text("reference"), elsewhere.Text("reference"));
        Assert.Equal("2 2", await ScalarAsync(
            "select (select report_count from issue_reports where block = 'openingHours') || ' ' || (select count(*) from issue_statements)"));
    }

    [Fact]
    public async Task Report_AfterTheOpenOneWasDealtWith_IsANewOne()
    {
        var first = await ReportAsync(new { entry = _entry, reason = "WRONG" });
        await ExecuteAsync("update issue_reports set resolved_at = now()");

        var second = await ReportAsync(new { entry = _entry, reason = "WRONG" });

        Assert.NotEqual(first.Text("reference"), second.Text("reference"));
    }

    [Fact]
    public async Task Report_FromOneWhoFloods_IsRefusedThereAndLeavesTheRoomOfOthers()
    {
        var answers = new List<JsonElement>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(
                await DirectoryApi.AskAsync(
                    _client, Mutation, new { input = new { entry = _entry, reason = "OTHER", message = $"n'importe quoi {i}" } }));
        }

        // Five are kept, each with a reference; the others were not, and are told so.
        Assert.Equal(5, answers.Count(answer => !answer.TryGetProperty("errors", out _)));
        Assert.All(answers.Skip(5), answer => Assert.Equal(
            ("REPORT_LIMIT", "Vous avez déjà beaucoup écrit à ce sujet : ce message n'a pas été enregistré. Réessayez dans 15 heures.", 54_000),
            (answer.At("errors")[0].Code(), answer.At("errors")[0].Message(), answer.At("errors")[0]
                .At("extensions", "retryAfter")
                .GetInt32())));
        Assert.Equal("kept", await OfAsync("network elsewhere", "Le guichet a déménagé.", "now()"));
        Assert.Equal(
            "6 6", await ScalarAsync("select (select report_count from issue_reports) || ' ' || (select count(*) from issue_statements)"));
    }

    [Fact]
    public async Task Report_ByVeryManyAboutOneThing_IsKeptOrRefusedNeverDropped()
    {
        await OfAsync("network 0", "le premier", "now()");
        await ExecuteAsync(
            "insert into issue_statements (report_id, message, created_at) select r.id, 'n° ' || n, now() from issue_reports r, generate_series(2, 1999) n");

        Assert.Equal("kept", await OfAsync("network 1", "le dernier", "now()"));
        Assert.Equal("full", await OfAsync("network 2", "un de trop", "now()"));
        Assert.Equal("kept", await OfAsync("partner", "de la place à part", "now()", isPartner: true));
        Assert.Equal("0", await ScalarAsync("select count(*)::text from issue_statements where message = 'un de trop'"));

        // Who sends it is told what is so, and that saying it without words still counts.
        var error = await ErrorAsync(new { entry = _entry, reason = "OTHER", message = "un autre de trop" });
        Assert.Equal(
            ("REPORT_REFUSED", "Trop de messages attendent déjà à ce sujet : le vôtre n'a pas été enregistré. Il n'y aura de place que lorsque les agents "
                + "les auront traités. Sans message ni courriel, votre signalement sera compté."),
            (error.Code(), error.Message()));
        Assert.False(error.At("extensions").TryGetProperty("retryAfter", out _));
    }

    /// <summary>
    /// Else whoever has used up their share, or meets what is full, could try out what others have said, and which addresses they left.
    /// </summary>
    [Fact]
    public async Task Answers_ToOneCaller_FollowFromHowManyTheySentAndNotFromWhatIsThere()
    {
        await OfAsync("someone", "theirs", "now()", "victim@exemple.fr");
        foreach (var (caller, email) in new[] { ("a", "victim@exemple.fr"), ("b", "own@exemple.fr"), ("c", "new@exemple.fr") })
        {
            await OfAsync(caller, "theirs", "now()", "own@exemple.fr");
            Assert.Equal("kept", await OfAsync(caller, "theirs", "now()", email));
            Assert.Equal("tomorrow", await OfAsync(caller, "theirs", "now()", email));
        }

        // Of b, what was sent twice is there once.
        Assert.Equal("6", await ScalarAsync("select count(*)::text from issue_statements"));
        await OfAsync("d", "theirs", "now()", "own@exemple.fr");
        await ExecuteAsync(
            "insert into issue_statements (report_id, message, created_at) select r.id, 'n° ' || n, now() from issue_reports r, generate_series(8, 2000) n");
        foreach (var email in new[] { "victim@exemple.fr", "own@exemple.fr", "new@exemple.fr" })
        {
            Assert.Equal("full", await OfAsync("d", "theirs", "now()", email));
        }
    }

    [Fact]
    public async Task Partner_WhileThoseWithoutAKeyHaveSentAllTheyMay_StillReports()
    {
        using var client = await StartAsync(builder => builder
            .UseSetting("GraphQL:ReportsPerHourOfAll", "2")
            .UseSetting("GraphQL:Partners:0:Name", "un partenaire")
            .UseSetting("GraphQL:Partners:0:KeySha256", Convert.ToHexString(SHA256.HashData("key"u8)))
            .UseSetting("GraphQL:Partners:0:CostBudget", "10000"));

        // What a partner sends takes nothing from the others either.
        var codes = new List<string>();
        foreach (var key in new[] { "key", "key", "key", null, null, null, "key" })
        {
            client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
            var answer = await DirectoryApi.AskAsync(client, Mutation, new { input = new { entry = _entry, reason = "WRONG" } });
            codes.Add(answer.TryGetProperty("errors", out var errors) ? $"{errors[0].Code()} {errors[0].Message()}" : "kept");
        }

        Assert.Equal(
            [
                "kept", "kept", "kept", "kept", "kept",
                "REPORT_LIMIT Beaucoup de signalements arrivent en ce moment : celui-ci n'a pas été enregistré. Réessayez dans 30 minutes.",
                "kept",
            ],
            codes);
    }

    [Fact]
    public async Task Callers_OfAReport_AreToldApartForADayAndKeptNowhere()
    {
        foreach (var day in new[] { "2026-03-02T10:00Z", "2026-03-02T23:00Z", "2026-03-03T00:30Z" })
        {
            await OfAsync("address 192.0.2.17", $"écrit à {day}", $"'{day}'");
        }

        Assert.Equal("2", await ScalarAsync("select count(distinct caller)::text from issue_statements"));
        Assert.Equal(
            "", await ScalarAsync("select coalesce(string_agg(s::text, ''), '') from issue_statements s where s::text like '%192.0%'"));
        Assert.Equal(
            "2 32",
            await ScalarAsync(
                "select concat_ws(' ', count(*), min(length(salt))) from caller_salts where day between '2026-03-02' and '2026-03-03'"));
    }

    [Theory]
    [InlineData("reason: OTHER", "message", "Dites en quelques mots ce qui ne va pas.")]
    [InlineData("reason: WRONG, email: \"ana\"", "email", "L'adresse de courriel n'est pas complète : elle ressemble à nom@exemple.fr.")]
    [InlineData(
        "reason: WRONG, email: \"ana@exemple.fr, b@exemple.fr\"", "email",
        "L'adresse de courriel n'est pas complète : elle ressemble à nom@exemple.fr.")]
    [InlineData(
        "reason: WRONG, field: \"secret\"", "field",
        "« secret » n'est pas une rubrique : donnez un nom de champ, par exemple openingHours, addresses, channels ou requiredDocuments.")]
    public async Task Report_ThatDoesNotFit_SaysWhatIsMissing(string input, string argument, string message)
    {
        var error = (await DirectoryApi.AskAsync(
            _client, $"mutation {{ reportProblem(input: {{entry: \"{_entry}\", {input}}}) {{ reference }} }}")).At("errors")[0];

        Assert.Equal(("BAD_USER_INPUT", argument, message), (error.Code(), error.Text("extensions", "argument"), error.Message()));
        Assert.Equal("0", await ScalarAsync("select count(*)::text from issue_reports"));
    }

    [Fact]
    public async Task Report_WithATextBeyondItsBound_IsRefusedAndNotRepeated()
    {
        var error = await ErrorAsync(new { entry = _entry, reason = "OTHER", message = new string('x', 2001) });

        Assert.Equal("Le message compte 2001 caractères, le maximum est de 2000 : gardez l'essentiel.", error.Message());
    }

    [Fact]
    public async Task Report_BeyondWhatACallerMaySend_IsRefusedForAWhile()
    {
        using var client = await StartAsync(builder => builder.UseSetting("GraphQL:ReportsPerHour", "2"));

        var answers = new List<JsonElement>();
        foreach (var code in new[] { "WRONG", "MISSING", "OUTDATED" })
        {
            answers.Add(await DirectoryApi.AskAsync(client, Mutation, new { input = new { entry = _entry, reason = code } }));
        }

        Assert.All(answers.Take(2), answer => Assert.False(answer.TryGetProperty("errors", out _)));
        Assert.Equal(
            ("REPORT_LIMIT", "Vous avez envoyé beaucoup de signalements : celui-ci n'a pas été enregistré. Réessayez dans 30 minutes.", 1800),
            (answers[2].At("errors")[0].Code(), answers[2].At("errors")[0].Message(), answers[2].At("errors")[0]
                .At("extensions", "retryAfter")
                .GetInt32()));
        Assert.Equal("2", await ScalarAsync("select count(*)::text from issue_reports"));
    }

    [Fact]
    public async Task Report_WhereNoneAreTakenWithoutAKey_IsRefusedAndSaysSo()
    {
        using var client = await StartAsync(builder => builder.UseSetting("GraphQL:ReportsPerHour", "0"));

        var error =
            (await DirectoryApi.AskAsync(client, Mutation, new { input = new { entry = _entry, reason = "WRONG" } })).At("errors")[0];

        Assert.Equal(("REPORT_REFUSED", "Les signalements ne sont pas reçus ici sans clé."), (error.Code(), error.Message()));
    }

    [Fact]
    public async Task Report_WhileTheDatabaseIsDown_SaysSoAndReadsGoOn()
    {
        await api.Database.AllowConnectionsAsync(false);
        await api.Database.DropConnectionsAsync();

        var error = await ErrorAsync(new { entry = _entry, reason = "WRONG", message = "phrase privée" });
        var read = await DirectoryApi.AskAsync(_client, "query ($id: ID!) { administration(id: $id) { name } }", new { id = _entry });

        Assert.Equal(
            ("REPORT_UNAVAILABLE", "Le signalement n'a pas pu être enregistré : réessayez dans quelques minutes."),
            (error.Code(), error.Message()));
        Assert.Equal("Mairie - Villeurbanne", read.At("data").Text("administration", "name"));
    }

    [Fact]
    public async Task Report_ByGet_IsNotExecuted()
    {
        using var response = await _client.GetAsync(new Uri(
            $"/graphql?query=mutation{{reportProblem(input:{{entry:\"{_entry}\",reason:WRONG}}){{reference}}}}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (response.StatusCode, string.Join(' ', response.Content.Headers.Allow)));
        Assert.Contains("METHOD_NOT_ALLOWED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("0", await ScalarAsync("select count(*)::text from issue_reports"));
    }

    [Fact]
    public async Task Report_WhateverBecomesOfIt_LeavesNothingPersonalInTheLog()
    {
        var lines = new ConcurrentBag<string>();
        using var client =
            await StartAsync(
                builder => builder.ConfigureLogging(
                    logging => logging.ClearProviders().AddProvider(new Recorder(lines)).SetMinimumLevel(LogLevel.Trace)));
        var input = new { entry = _entry, reason = "OTHER", message = "phrase-privee", email = "nom-prive@exemple.fr" };

        await DirectoryApi.AskAsync(client, Mutation, new { input });
        await api.Database.AllowConnectionsAsync(false);
        await api.Database.DropConnectionsAsync();
        await DirectoryApi.AskAsync(client, Mutation, new { input });

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(
            lines,
            line => line.Contains("phrase-privee", StringComparison.Ordinal) || line.Contains("nom-prive", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("select * from issue_statements")]
    [InlineData("insert into issue_statements (report_id, message, created_at) values (gen_random_uuid(), 'x', now())")]
    [InlineData(
        "insert into issue_reports (id, entry_id, origin, code, created_at) select gen_random_uuid(), id, 'import', 'source_removed', now() from entries limit 1")]
    [InlineData("update issue_reports set resolved_at = now()")]
    [InlineData("delete from issue_reports")]
    public async Task Reader_OfTheApi_MayDoNothingElse(string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.Database.ReaderConnectionString);
        await using var command = database.CreateCommand(sql);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Writer_OfTheExtranet_MayNotReportInTheApisPlace()
    {
        await using var database = api.Database.CreateDataSource();
        await using var command = database.CreateCommand(
            $"select report_issue(gen_random_uuid(), 'SIG-0000-0000', '{_entry}', 'wrong', null, null, null, now(), now(), 'x', 1, false)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    // What a caller with a share of two is answered.
    private async Task<string?> OfAsync(string caller, string message, string at, string? email = null, bool isPartner = false) => await ScalarAsync(
        $"""
        select case when r.reference is not null then 'kept' when r.retry_at is not null then 'tomorrow' when r.is_full then 'full' else 'nothing' end
        from report_issue(gen_random_uuid(), 'SIG-{Random.Shared.Next(10_000):0000}-AAAA', '{_entry}', 'other', null, '{message}', {(email is null ? "null" : $"'{email}'")},
            ({at})::timestamptz, ({at})::timestamptz + interval '15 days', '{caller}', 2, {isPartner}) r
        """);

    private async Task<HttpClient> StartAsync(Action<IWebHostBuilder> configure)
    {
        var client = api.StartHost(configure).CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        return client;
    }

    private async Task<JsonElement> ReportAsync(object input)
    {
        var answer = await DirectoryApi.AskAsync(_client, Mutation, new { input });
        return answer.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : answer.At("data", "reportProblem");
    }

    private async Task<JsonElement> ErrorAsync(object input) =>
        (await DirectoryApi.AskAsync(_client, Mutation, new { input })).At("errors")[0];

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }

    private sealed class Recorder(ConcurrentBag<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{formatter(state, exception)} {exception}");
    }
}
