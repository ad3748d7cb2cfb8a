using System.Net;
using System.Text.Json;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>Nothing that is typed in a section is lost: saved while it is typed, and by whatever leads elsewhere.</summary>
public sealed class AutosaveTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Typing_IsKeptInTheDraft_AndItsPageGoesOnWithoutConflictWithItself()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;

        using var first = await SendAsync(editor, Access("Full", "Sonnette."), rank: 1);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var told = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement;
        Assert.Matches(@"^Brouillon enregistré à \d{1,2} h \d\d$", told.GetProperty("said").GetString()!.Replace('\u00A0', ' '));
        Assert.Equal("Vérifier et envoyer (1 changement)", told.GetProperty("review").GetString());
        Assert.Equal("modifié", told.GetProperty("state").GetString());
        Assert.Equal("Sonnette.", (await host.DraftAsync(entry))!.Accessibility!.Note);

        // The same page, never told what it left: typed on, and a mistake on the way.
        using var wrong = await SendAsync(editor, Access("Full", new string('a', 1001)), rank: 2);
        Assert.Equal("à corriger", JsonDocument.Parse(await wrong.Content.ReadAsStringAsync()).RootElement.GetProperty("state").GetString());
        using var again = await SendAsync(editor, Access("Partial", "Sonnette à droite."), rank: 3);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await editor.SubmitAsync(Access("Partial", "Sonnette à droite, puis deux coups."));
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal("Sonnette à droite, puis deux coups.", (await host.DraftAsync(entry))!.Accessibility!.Note);
    }

    [Fact]
    public async Task Typing_ThatComesAfterWhatWasSentLater_IsOutOfDate()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;

        using var later = await SendAsync(editor, Access("Full", "Tout."), rank: 2);
        using var earlier = await SendAsync(editor, Access("Full", "To"), rank: 1);

        Assert.Equal(HttpStatusCode.OK, earlier.StatusCode);
        Assert.Equal("Tout.", (await host.DraftAsync(entry))!.Accessibility!.Note);
    }

    [Fact]
    public async Task Typing_ManyTimesAtOnce_IsKept_AndNoneFails()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(rank => SendAsync(editor, Access("Full", $"Note {rank}"), rank)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("Note 6", (await host.DraftAsync(entry))!.Accessibility!.Note);
    }

    [Fact]
    public async Task Typing_ThatChangesNothing_MakesNoDraft()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;

        using var answer = await SendAsync(editor, null, rank: 1);
        await editor.PressInMenuAsync("Horaires");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"/extranet/fiches/{entry}/horaires", editor.Address.AbsolutePath);
        Assert.Null(await host.DraftAsync(entry));
    }

    [Fact]
    public async Task Typing_InASectionThatAnotherSavedMeanwhile_IsKeptApart_AndTheOtherStays()
    {
        var agent = await host.AgentAsync("propose");
        var entry = await host.PublishAsync(A.Mairie("Mairie de Bagnols"));
        using var one = await host.SignedInAsync(agent);
        using var other = await host.SignedInAsync(agent);
        await one.GetAsync(PathOf(entry));
        await other.GetAsync(PathOf(entry));
        await other.SubmitAsync(Access("None", "Des marches."));

        one.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await SendAsync(one, Access("Full", "De plain-pied."), rank: 1);
        using var again = await SendAsync(one, Access("Full", "De plain-pied, à gauche."), rank: 2);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("Des marches.", (await host.DraftAsync(entry))!.Accessibility!.Note);
        await one.GetAsync("/extranet/saisies");
        Assert.Equal("Accès et accessibilité, Mairie de Bagnols", Assert.Single(one.Page.QuerySelectorAll(".kept h2")).TextContent);
        Assert.Contains("De plain-pied, à gauche.", one.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_KeepsWhatIsTyped_MistakesIncluded_AndLeadsToTheSection()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;

        await editor.PressInMenuAsync("Horaires", Access("Full", "Sonnette."));
        Assert.Equal($"/extranet/fiches/{entry}/horaires", editor.Address.AbsolutePath);
        Assert.Equal("Sonnette.", (await host.DraftAsync(entry))!.Accessibility!.Note);

        await editor.GetAsync(PathOf(entry));
        await editor.PressInMenuAsync("Contacts", Access("Full", new string('a', 1001)));
        Assert.Equal($"/extranet/fiches/{entry}/contacts", editor.Address.AbsolutePath);
        Assert.Contains("reste à corriger", editor.Said, StringComparison.Ordinal);
        await editor.GetAsync(PathOf(entry));
        Assert.Equal(new string('a', 1001), editor.Page.QuerySelector("textarea")!.TextContent);

        // Given up: what was saved before stays.
        await editor.PressAsync("Abandonner cette saisie");
        Assert.Equal("Sonnette.", editor.Page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task PageGoneBackTo_ChangedAndSentAgain_IsSaved()
    {
        var (entry, editor) = await OpenAsync();
        using var _ = editor;
        var (path, fields) = editor.Fields(Access("Full", "Première."));
        await editor.PostAsync(path, fields);

        // As a browser that shows the page again as it was left: with the same tokens.
        await editor.PostAsync(path, [.. fields.Where(field => field.Key != "Form.Note"), new("Form.Note", "Deuxième.")]);

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal("Deuxième.", (await host.DraftAsync(entry))!.Accessibility!.Note);
    }

    [Fact]
    public async Task Closure_WhileItIsTyped_IsKeptBesideTheDocument_AndMayBeGivenUp()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
        var closure = new Dictionary<string, object?>
        {
            ["Form.Kind"] = "fermeture", ["Form.From"] = "08/03/2027", ["Form.Message"] = "Travaux.",
        };

        using var first = await SendAsync(editor, closure, rank: 1);
        using var second = await SendAsync(editor, closure, rank: 2);

        Assert.Empty((await host.DraftAsync(entry))!.Notices);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures");
        Assert.Contains("Une saisie n'est pas terminée", editor.Text, StringComparison.Ordinal);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
        Assert.Equal("Travaux.", editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.PressAsync("Annuler");
        Assert.Equal($"/extranet/fiches/{entry}/fermetures", editor.Address.AbsolutePath);
        Assert.DoesNotContain("Une saisie n'est pas terminée", editor.Text, StringComparison.Ordinal);
    }

    private async Task<(Guid Entry, Visitor Editor)> OpenAsync()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(PathOf(entry));
        return (entry, editor);
    }

    private static string PathOf(Guid entry) => $"/extranet/fiches/{entry}/acces";

    private static Dictionary<string, object?> Access(string wheelchair, string note) =>
        new() { ["Form.Wheelchair"] = wheelchair, ["Form.SignLanguage"] = "", ["Form.Note"] = note };

    // What autosave.js sends.
    private static Task<HttpResponseMessage> SendAsync(Visitor editor, object? values, int rank)
    {
        var (path, fields) = editor.Fields(values);
        return editor.Client.PostAsync(path, new FormUrlEncodedContent(
        [
            .. fields.Where(field => field.Key != "__envoi"),
            new("__auto", fields.Single(field => field.Key == "__envoi").Value), new("__rang", $"{rank}"),
        ]));
    }
}
