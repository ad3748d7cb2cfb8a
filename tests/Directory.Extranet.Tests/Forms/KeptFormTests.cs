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
            $"/extranet/fiches/{entry}/acces", [new("__RequestVerificationToken", "x"), new("Form.Note", new string('a', 300_000))]);
        Assert.Equal(0L, await CountAsync(agent));
        for (var i = 0; i < 8; i++)
        {
            await editor.PostAsync($"/extranet/fiches/{entry}/acces", [new("__RequestVerificationToken", "x"), new("Form.Note", $"{i}")]);
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

    private async Task<Visitor> TypingAsync(Account agent, Guid entry)
    {
        var editor = await host.SignedInAsync(agent);
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        return editor;
    }

    // As « Fermer mes autres sessions » does, and a new password, and an account that is shut and opened again.
    private Task<int> EndSessionsAsync(Account agent) =>
        host.Service<SessionStore>().EndOthersAsync(agent.Id, null, SessionEnds.Closed, default);

    private static async Task PostAsync(Visitor editor, Guid entry, string header = "Sec-Fetch-Site", string value = "same-origin")
    {
        editor.Client.DefaultRequestHeaders.Add(header, value);
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.Note"] = Note },
            action: $"/extranet/fiches/{entry}/acces");
        editor.Client.DefaultRequestHeaders.Remove(header);
    }

    private Task<object?> CountAsync(Account agent) => host.ExecuteAsync("select count(*) from kept_forms where account_id = $1", agent.Id);
}
