using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Tests.Security;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>
/// A database that takes connections and says nothing any more: every page says so in words, having waited for it once; nothing typed is
/// lost, and all is back when it is.
/// </summary>
public sealed class SilentDatabaseTests : IClassFixture<ExtranetHost>, IDisposable
{
    private const string Heading = "Le service est momentanément indisponible";
    private const string Note = "Sonnette à gauche,\r\n<b>« 2e étage »</b>";
    private const string Secret = "un secret de girafe";

    // What a request is known by, and its right.
    private static readonly string[] Free = ["sessions", "accounts", "access_grants", "data_protection_keys", "form_submissions"];

    private readonly ExtranetHost _host;
    private readonly (int Workers, int Ports) _threads;

    public SilentDatabaseTests(ExtranetHost host)
    {
        _host = host;
        // The library blocks a thread for each statement that it gives up, and the proxy needs some: these tests give up hundreds at once.
        ThreadPool.GetMinThreads(out _threads.Workers, out _threads.Ports);
        ThreadPool.SetMinThreads(256, _threads.Ports);
    }

    public void Dispose() => ThreadPool.SetMinThreads(_threads.Workers, _threads.Ports);

    [Fact]
    public async Task Silence_OnEveryRoute_IsSaidInWordsAfterOneWait_AndIsOverWhenTheDatabaseIsBack()
    {
        await using var proxy = ProxyOf(out var node);
        using var agent = await SignedInAsync(node);
        using var nobody = _host.Visit(node);
        await nobody.GetAsync("/connexion");
        using var steps = new FailedSteps();

        proxy.Set(Fault.Silence);
        var answers = await Task.WhenAll(Routes.All.Select(route => AnswerAsync(agent, route)));
        var (live, ready) = (await nobody.Client.GetAsync("/health/live"), await nobody.Client.GetAsync("/health/ready"));
        await nobody.GetAsync("/aide");
        var help = nobody.Status;
        await nobody.PostAsync(
            "/connexion", [new("__RequestVerificationToken", nobody.Token), new("Mail", "x@example.fr"), new("Password", Secret)]);

        Assert.Empty(answers.Where(answer => !answer.Route.Contains("/health/", StringComparison.Ordinal)).SelectMany(WrongOf));
        Assert.Equal(HttpStatusCode.OK, answers.Single(answer => answer.Route == "GET /health/live").Status);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode, help));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, Heading), (nobody.Status, nobody.Heading));
        Assert.DoesNotContain(Secret, nobody.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.True(steps.Most == 1, string.Join('\n', steps.ByRequest.Where(request => request.Count > 1)));

        proxy.Set(Fault.None); // what was swallowed stays so: only new connections answer
        await Eventually.HoldsAsync(async () => (await nobody.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        await Eventually.HoldsAsync(async () => (await agent.Client.GetAsync("/mon-compte")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Silence_AfterWhoAsksIsKnown_IsSaidInWordsAfterOneWait()
    {
        await using var proxy = ProxyOf(out var node);
        var scene = await Scene.SetAsync(_host);
        using var agent = await SignedInAsync(node);
        var things = new Dictionary<RouteObject, Made>();
        foreach (var kind in Enum.GetValues<RouteObject>())
        {
            things[kind] = await scene.MakeAsync(kind);
        }

        using var steps = new FailedSteps();
        await using var locks = await LockAsync();
        var answers =
            await Task.WhenAll(Routes.All.Where(route => !route.IsOpen).Select(route => AnswerAsync(agent, route, things[route.Object])));

        Assert.Empty(answers.Where(answer => answer.Status is HttpStatusCode.ServiceUnavailable).SelectMany(WrongOf));
        Assert.DoesNotContain(answers, answer => answer.Status is HttpStatusCode.InternalServerError);
        Assert.InRange(answers.Count(answer => answer.Status is HttpStatusCode.ServiceUnavailable), 60, 1000);
        Assert.True(steps.Most == 1, string.Join('\n', steps.ByRequest.Where(request => request.Count > 1)));
    }

    [Fact]
    public async Task Form_PostedAsTheDatabaseFallsSilent_IsInThePageThatSaysSo_AndIsPostedAgain()
    {
        await using var proxy = ProxyOf(out var node);
        using var editor = await SignedInAsync(node);
        var entry = await _host.PublishAsync(A.Mairie());
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        var (path, typed) = editor.Fields(new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.Note"] = Note });
        using var steps = new FailedSteps();
        await using (await LockAsync())
        {
            var posted = PostAsync(editor, path, typed, "same-origin");
            await Eventually.HoldsAsync(async () => (bool)(await _host.ExecuteAsync(
                "select exists (select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()))"))!);
            proxy.Set(Fault.Silence);
            await posted;
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, Heading), (editor.Status, editor.Heading));
        Assert.Contains("gardé dans cette page", editor.Text, StringComparison.Ordinal);
        Assert.Equal(1, steps.Most);
        var (again, kept) = editor.Fields();
        await PostAsync(editor, path, typed, "cross-site");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, Heading), (editor.Status, editor.Heading));
        Assert.Null(editor.Page.QuerySelector("main form"));

        proxy.Set(Fault.None);
        await Eventually.HoldsAsync(async () => (await editor.Client.GetAsync("/mon-compte")).IsSuccessStatusCode);
        _host.Clock.Move(TimeSpan.FromMinutes(1)); // what was begun is given up
        await editor.PostAsync(again, kept);
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(Note.ReplaceLineEndings("\n"), editor.Page.QuerySelector("textarea")!.TextContent);
    }

    [Theory]
    [InlineData(Fault.Silence)]
    [InlineData(Fault.Refuse)]
    public async Task Start_WhileTheDatabaseIsAway_IsSaidInWords_AndNeedsNoOther(Fault fault)
    {
        await using var proxy = ProxyOf(out var node, fault);
        using var visitor = _host.Visit(node);

        await visitor.GetAsync("/connexion");
        var away = (visitor.Status, visitor.Heading);
        using var live = await visitor.Client.GetAsync("/health/live");
        proxy.Set(Fault.None);
        proxy.Cut();
        await Eventually.HoldsAsync(async () => (await visitor.Client.GetAsync("/connexion")).IsSuccessStatusCode);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, Heading), away);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    private sealed record Answer(string Route, HttpStatusCode Status, string? RetryAfter, string Page);

    private static async Task<Answer> AnswerAsync(Visitor visitor, Route route, Made? made = null)
    {
        var thing = made ?? new Made(Guid.CreateVersion7());
        using var request = new HttpRequestMessage(new HttpMethod(route.Verb), route.Path(thing));
        if (route.IsPost)
        {
            request.Content = new FormUrlEncodedContent(
                [new("__RequestVerificationToken", visitor.Token), new(SendOnce.Field, Guid.NewGuid().ToString("N")), .. route.FieldsFor(
                    thing)]);
        }

        using var response = await visitor.Client.SendAsync(request);
        return new Answer(
            route.Name, response.StatusCode, response.Headers.RetryAfter?.ToString(), await response.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> WrongOf(Answer answer)
    {
        var page = new HtmlParser().ParseDocument(answer.Page);
        if (answer.Status is not HttpStatusCode.ServiceUnavailable || answer.RetryAfter is null || page.QuerySelector("h1")?.TextContent != Heading
            || page.DocumentElement.GetAttribute("lang") != "fr" || page.QuerySelector("footer") is null || page.QuerySelector(".lead") is null)
        {
            yield return $"{answer.Route}: {(int)answer.Status}, « {page.QuerySelector("h1")?.TextContent} »";
        }
    }

    private static Task PostAsync(Visitor editor, string path, IEnumerable<KeyValuePair<string, string>> fields, string site)
    {
        editor.Client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        editor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        return editor.PostAsync(path, fields);
    }

    // The bounds of production, shortened; DirectoryDatabaseTests says what those are.
    private FaultProxy ProxyOf(out WebApplicationFactory<Program> node, Fault atStart = Fault.None)
    {
        var server = new NpgsqlConnectionStringBuilder(_host.Database.ConnectionStringOf("extranet"));
        var proxy = new FaultProxy(server.Host!, server.Port);
        (server.Port, server.Timeout, server.CommandTimeout, server.CancellationTimeout, server.MaxPoolSize, server.GssEncryptionMode) =
            (proxy.Port, 1, 1, 200, 200, GssEncryptionMode.Disable);
        proxy.Set(atStart);
        node = _host.Start(("ConnectionStrings:Directory", server.ConnectionString), ("SignIn:SecondFactorFor", " "));
        return proxy;
    }

    private async Task<Visitor> SignedInAsync(WebApplicationFactory<Program> node)
    {
        var agent = await _host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        var visitor = _host.Visit(node);
        await visitor.SignInAsync(agent.Mail);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        return visitor;
    }

    // From now on every statement on another table keeps silent.
    private async Task<NpgsqlConnection> LockAsync()
    {
        var connection = await _host.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            """
            begin;
            do $$ begin
                execute (select 'lock table ' || string_agg(format('%I', table_name), ', ') || ' in access exclusive mode'
                    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all (string_to_array('FREE', ',')));
            end $$
            """.Replace("FREE", string.Join(',', Free), StringComparison.Ordinal),
            connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
