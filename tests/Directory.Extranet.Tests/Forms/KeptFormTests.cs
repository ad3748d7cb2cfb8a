using System.Net;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Forms;

/// <summary>Nothing typed is lost when the session ends.</summary>
public sealed class KeptFormTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Note = "Sonnette à gauche,\r\n<b>« 2e étage »</b>";

    [Fact]
    public async Task Form_PostedAfterTheSession_IsFoundAgainAndPostedAgain()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await EndSessionsAsync(agent);

        await PostAsync(editor, entry);
        Assert.Equal("/connexion", editor.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Contains("Votre saisie a été conservée", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(new { agent.Mail, ExtranetHost.Password });

        Assert.Equal("Votre saisie a été conservée", editor.Heading);
        Assert.Contains("<b>« 2e étage »</b>", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(form: "main form[action]");
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(Note.ReplaceLineEndings("\n"), editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.GetAsync("/extranet/saisies");
        Assert.Equal("/", editor.Address.AbsolutePath); // dealt with: no longer kept
    }

    [Fact]
    public async Task Form_KeptForSomeone_IsNotSeenByAnother_NorInAnotherBrowser_NorTheNextDay()
    {
        var (entry, agent, other) =
            (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await EndSessionsAsync(agent);
        await PostAsync(editor, entry);

        await editor.SubmitAsync(new { other.Mail, ExtranetHost.Password });
        Assert.Equal($"Bonjour {other.Name}", editor.Heading);
        Assert.DoesNotContain("conservée", editor.Text, StringComparison.Ordinal);
        using var elsewhere = await host.SignedInAsync(agent);
        await elsewhere.GetAsync("/extranet/saisies");
        Assert.Equal("/", elsewhere.Address.AbsolutePath);

        await editor.GetAsync("/");
        await editor.SubmitAsync(form: "header form");
        await editor.SignInAsync(agent.Mail);
        Assert.Contains("Votre saisie a été conservée", editor.Text, StringComparison.Ordinal);
        var before = host.Clock.GetUtcNow();
        host.Clock.Move(TimeSpan.FromHours(25));
        await editor.SignInAsync(agent.Mail);
        Assert.DoesNotContain("conservée", editor.Text, StringComparison.Ordinal);
        host.Clock.Move(before - host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task Form_ThatAnotherSiteMayHavePosted_IsNotKept(string header, string value)
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await EndSessionsAsync(agent);

        await PostAsync(editor, entry, header, value);

        Assert.DoesNotContain("conservée", editor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync(agent));
    }

    [Fact]
    public async Task Forms_ThatAreManyLargeOrHoldPasswords_AreNotKept()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await editor.GetAsync("/mon-compte/mot-de-passe");
        var password = editor.Fields();
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        await EndSessionsAsync(agent);
        editor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        await editor.PostAsync(password.Path, password.Fields);
        Assert.Equal(0L, await CountAsync(agent));
        await editor.PostAsync(
            $"/extranet/fiches/{entry}/acces", [new("__RequestVerificationToken", "x"), new("__envoi", $"{Guid.NewGuid():N}"), new("Form.Note", new string('a', 300_000))]);
        Assert.Equal(0L, await CountAsync(agent));
        for (var i = 0; i < 8; i++)
        {
            await editor.PostAsync(
                $"/extranet/fiches/{entry}/acces",
                [new("__RequestVerificationToken", "x"), new("__envoi", $"{Guid.NewGuid():N}"), new("Form.Note", $"{i}")]);
        }

        Assert.Equal(5L, await CountAsync(agent));
    }

    [Fact]
    public async Task Form_Kept_IsUnreadableInTheDatabase()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await EndSessionsAsync(agent);

        await PostAsync(editor, entry);

        var content = (byte[])(await host.ExecuteAsync("select content from kept_forms where account_id = $1", agent.Id))!;
        Assert.DoesNotContain("Sonnette", System.Text.Encoding.Latin1.GetString(content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithAnExpiredForgeryToken_IsKeptOnce_NamedAndPostedAgain()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie("Mairie de Bagnols")), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        foreach (var cookie in editor.Cookies.GetAllCookies().Where(cookie => cookie.Name == "directory-forgery"))
        {
            cookie.Expired = true;
        }

        await PostAsync(editor, entry);
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        await PostAsync(editor, entry, token: "x");
        Assert.Equal("Formulaire périmé", editor.Heading);
        Assert.Contains("Votre saisie a été conservée", editor.Text, StringComparison.Ordinal);
        await editor.GetAsync(editor.Page.QuerySelector("main a.fr-btn")!.GetAttribute("href")!);

        Assert.Equal(2, editor.Page.QuerySelectorAll(".kept").Length); // of two pages: each once
        Assert.Equal("Reprendre ma saisie : Accès et accessibilité, Mairie de Bagnols", editor.Page.QuerySelector(".kept button")!.TextContent);
        await editor.SubmitAsync(form: "main form[action]");
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(1L, await CountAsync(agent));
    }

    [Fact]
    public async Task Form_SentAgainAndAgainFromOnePage_IsKeptOnce_AsItWasLast()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        var (path, fields) = editor.Fields();
        await EndSessionsAsync(agent);
        editor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        foreach (var note in new[] { "Une", "Une fois", "Une fois deux" })
        {
            await editor.PostAsync(path, [.. fields.Where(field => field.Key != "Form.Note"), new("Form.Note", note)]);
        }

        await editor.SubmitAsync(new { agent.Mail, ExtranetHost.Password });
        Assert.Contains("Une fois deux", Assert.Single(editor.Page.QuerySelectorAll(".kept")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_ThatFails_IsKept_AndFoundFromTheErrorPage()
    {
        var (entry, agent) = (await host.PublishAsync(A.Mairie()), await host.AgentAsync("propose"));
        using var editor = await TypingAsync(agent, entry);
        await host.ExecuteAsOwnerAsync("alter table change_requests rename to change_requests_away");
        try
        {
            await PostAsync(editor, entry);
        }
        finally
        {
            await host.ExecuteAsOwnerAsync("alter table change_requests_away rename to change_requests");
        }

        Assert.Equal(HttpStatusCode.InternalServerError, editor.Status);
        await editor.GetAsync(editor.Page.QuerySelector("main a.fr-btn")!.GetAttribute("href")!);
        Assert.Contains("2e étage", editor.Text, StringComparison.Ordinal);
    }

    private async Task<Visitor> TypingAsync(Account agent, Guid entry)
    {
        var editor = await host.SignedInAsync(agent);
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        return editor;
    }

    // As « Fermer mes autres sessions » does, and a new password, and an account that is shut and opened again.
    private Task<int> EndSessionsAsync(Account agent) =>
        host.Service<SessionStore>().EndOthersAsync(agent.Id, null, SessionEnds.Closed, default);

    private static async Task PostAsync(Visitor editor, Guid entry, string header = "Sec-Fetch-Site", string value = "same-origin", string? token = null)
    {
        editor.Client.DefaultRequestHeaders.Add(header, value);
        var values = new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.Note"] = Note };
        if (token is not null)
        {
            values["__RequestVerificationToken"] = token;
        }

        await editor.SubmitAsync(values, action: $"/extranet/fiches/{entry}/acces");
        editor.Client.DefaultRequestHeaders.Remove(header);
    }

    private Task<object?> CountAsync(Account agent) => host.ExecuteAsync("select count(*) from kept_forms where account_id = $1", agent.Id);
}
