using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Extranet.Tests.Requests;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Forms;

/// <summary>What every form and every answer has.</summary>
public sealed class FormTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Form_Refused_SaysWhatAtTheFieldAndInTheSummary()
    {
        using var visitor = host.Visit();
        await visitor.GetAsync("/connexion");

        await visitor.SubmitAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal("Erreur : Se connecter – Annuaire partagé", visitor.Page.Title);
        Assert.Equal("2 erreurs à corriger", visitor.Page.QuerySelector("main > .fr-alert:first-child h2")!.TextContent);
        foreach (var link in visitor.Page.QuerySelectorAll("#erreurs a"))
        {
            var field = visitor.Page.QuerySelector(link.GetAttribute("href")!)!;
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            var message = visitor.Page.GetElementById(field.GetAttribute("aria-describedby")!)!;
            Assert.Equal(link.TextContent, message.TextContent.Trim());
        }
    }

    [Fact]
    public async Task Form_SentTwiceAtOnce_HasOneEffect()
    {
        var agent = await host.AgentAsync("modify");
        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/extranet/fiches/nouvelle/service-type");
        var (path, fields) = visitor.Fields(new { Name = "Maison des forges", Code = $"maison_{Guid.NewGuid():N}"[..20] });

        var answers =
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.Client.PostAsync(path, new FormUrlEncodedContent(fields))));

        // Each would be another draft, of another entry.
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        await using var command = host.DataSource.CreateCommand("select count(*) from change_requests where author_id = $1");
        command.Parameters.Add(new() { Value = agent.Id });
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    // sending, approving, publishing urgently, beginning an entry, giving a right: whichever node gets which of the posts
    [Theory]
    [InlineData("send")]
    [InlineData("approve")]
    [InlineData("urgent")]
    [InlineData("create")]
    [InlineData("grant")]
    public async Task Form_SentTwiceToTwoNodes_HasOneEffect(string what)
    {
        var author = await host.AgentAsync("modify");
        var entry = await host.PublishAsync(A.Mairie("Mairie aux deux nœuds") with { ExternalIds = [] });
        var changed = (A.Mairie("Mairie aux deux nœuds") with { ExternalIds = [] }).WithAccess(WheelchairAccess.Full);
        var draft = await host.DraftAsync(author.Id, entry, changed);
        var agent = what is "send" ? author : await host.AgentAsync("modify", "approve", "publish_urgently", "administer");
        var person = await host.AgentAsync();
        var sent = what is "approve" ? await host.SubmitAsync(author.Id, draft) : draft;
        using var one = await host.SignedInAsync(agent);
        using var other = host.Visit(host.Start(("SignIn:SecondFactorFor", " ")));
        await one.GetAsync(what switch
        {
            "send" => $"/extranet/fiches/{entry}/envoi",
            "approve" => $"/extranet/validations/{sent.Id}/valider?revision={sent.Revision}",
            "urgent" => $"/extranet/fiches/{entry}/urgence/contact",
            "create" => "/extranet/fiches/nouvelle/service-type",
            _ => $"/admin/comptes/{person.Id}/habilitation",
        });
        var channel = one.Page.QuerySelector("input[name=Channel]")?.GetAttribute("value");
        var (path, fields) = one.Fields(what switch
        {
            "urgent" =>
                new Dictionary<string, object?> { ["Channel"] = channel, ["Value"] = "04 65 71 00 55", ["Reason"] = "Panne.", ["IsChecked"] = "true", ["End.Kind"] = "inconnu" },
            "create" => new Dictionary<string, object?> { ["Name"] = "Maison des deux", ["Code"] = $"maison_{Guid.NewGuid():N}"[..20] },
            "grant" => new Dictionary<string, object?> { ["Form.Right"] = "propose", ["Form.Perimeter"] = "national" },
            _ => null,
        });
        other.Cookies.Add(one.Cookies.GetAllCookies());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            (number % 2 == 0 ? one : other).Client.PostAsync(path, new FormUrlEncodedContent(fields))));

        Assert.All(
            answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found, $"{answer.StatusCode}"));
        Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        var (sql, id) = what switch
        {
            "send" => ("select count(*) from change_request_events where move = 'submit' and account_id = $1", agent.Id),
            "approve" => ("select count(*) from entry_versions where version > 1 and entry_id = $1", entry),
            "urgent" => ("select count(*) from entry_versions where version > 1 and entry_id = $1", entry),
            "create" => ("select count(*) from change_requests where author_id = $1", agent.Id),
            _ => ("select count(*) from access_grants where account_id = $1", person.Id),
        };
        Assert.Equal(1L, await host.ExecuteAsync(sql, id));
    }

    [Fact]
    public async Task Form_WithoutItsForgeryToken_IsRefused()
    {
        using var visitor = host.Visit();
        await visitor.GetAsync("/connexion");

        await visitor.SubmitAsync(new { __RequestVerificationToken = "x" });

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal("Formulaire périmé", visitor.Heading);
    }

    [Fact]
    public async Task Text_OfSomeone_IsNeverMarkup()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.GetAsync("/connexion");

        await visitor.SubmitAsync(new { Mail = "\"><script>alert(1)</script>", Password = "x" });

        Assert.Equal("\"><script>alert(1)</script>", visitor.Page.QuerySelector("#Mail")!.GetAttribute("value"));
        Assert.DoesNotContain(visitor.Page.Scripts, script => script.Text.Contains("alert", StringComparison.Ordinal));
        Assert.NotNull(agent);
    }

    [Fact]
    public async Task Answers_Always_CarryTheirHeaders()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);

        using var answer = await visitor.Client.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        using var fresh =
            await new HttpClient(host.Extranet.Server.CreateHandler()) { BaseAddress = new Uri("https://localhost") }.GetAsync(
                "/connexion");
        Assert.All(fresh.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite", cookie, StringComparison.OrdinalIgnoreCase);
        });
        var session = visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name == "__Host-directory-session");
        Assert.True(session is { Secure: true, HttpOnly: true });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/mon-compte")]
    [InlineData("/mon-compte/mot-de-passe")]
    [InlineData("/mon-compte/second-facteur")]
    [InlineData("/admin/comptes")]
    [InlineData("/admin/comptes/inviter")]
    [InlineData("/admin/comptes/019a0000-0000-7000-8000-000000000000")]
    public async Task Page_WithoutSession_AsksToSignIn(string path)
    {
        using var visitor = host.Visit();

        await visitor.GetAsync(path);

        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("/admin/comptes")]
    [InlineData("/admin/comptes/inviter")]
    [InlineData("/admin/comptes/019a0000-0000-7000-8000-000000000000")]
    public async Task Page_ForAdministrators_IsRefusedToOthers(string path)
    {
        var agent = await host.AgentAsync("propose");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);

        await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
    }
}
