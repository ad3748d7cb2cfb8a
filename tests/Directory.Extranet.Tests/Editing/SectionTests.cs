using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>What holds for the page of every section, shown on the access.</summary>
public sealed class SectionTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Save_KeepsADraft_AndPublishesNothing()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync(Path(entry));
        await SaveAsync(editor, "Full");

        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Contains("modifié", editor.Page.QuerySelector(".fr-sidemenu [aria-current]")!.TextContent, StringComparison.Ordinal);
        Assert.True(editor.Page.QuerySelector("input[value=Full]")!.HasAttribute("checked"));
        Assert.Null((await host.CurrentAsync(entry)).Document!.Accessibility);
    }

    [Fact]
    public async Task Save_OfAMistake_SaysItAndFindsItAgainLater()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        var tooLong = new string('a', 1001);

        await editor.GetAsync(Path(entry));
        await SaveAsync(editor, "Full", tooLong);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.StartsWith("Erreur : ", editor.Page.Title, StringComparison.Ordinal);
        Assert.Equal("#Form-Note", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await editor.GetAsync(Path(entry));
        Assert.Equal(tooLong, editor.Page.QuerySelector("textarea")!.TextContent);
        Assert.Contains("à corriger", editor.Page.QuerySelector(".fr-sidemenu [aria-current]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_AfterAnotherPublishedThisSection_ShowsBothAndLetsChoose()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));
        await host.PublishAsync(A.Mairie() with { Accessibility = new Accessibility { Wheelchair = WheelchairAccess.None } }, entry, 1);

        await SaveAsync(editor, "Partial", "Sonnette.");

        Assert.Equal(HttpStatusCode.Conflict, editor.Status);
        Assert.Contains("pendant votre saisie", editor.Text, StringComparison.Ordinal);
        Assert.True(editor.Page.QuerySelector("input[value=Partial]")!.HasAttribute("checked"));
        Assert.Equal("Sonnette.", editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.SubmitAsync();
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.True(editor.Page.QuerySelector("input[value=Partial]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Save_WithAMistakeAfterAnotherPublishedThisSection_AsksForTheMistakeThenForTheChoice()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));
        await host.PublishAsync(A.Mairie() with { Accessibility = new Accessibility { Wheelchair = WheelchairAccess.None } }, entry, 1);

        await SaveAsync(editor, "Partial", new string('a', 1001));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        await SaveAsync(editor, "Partial", "Sonnette.");

        Assert.Equal(HttpStatusCode.Conflict, editor.Status);
        Assert.Equal("Sonnette.", editor.Page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Save_AfterAnotherPublishedElsewhereInTheEntry_AsksNothing()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));
        await host.PublishAsync(A.Mairie() with { Acronym = "MV" }, entry, 1);

        await SaveAsync(editor, "Full");

        Assert.Equal("Brouillon enregistré.", editor.Said);
    }

    [Fact]
    public async Task Page_OfAnEntryThatGrantsDoNotCover_IsNotFound()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var stranger = await host.SignedInAsync();

        await stranger.GetAsync(Path(entry));

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task Page_WithoutTheRightToPropose_ShowsNoForm_AndAPostIsRefusedWithTheReason()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var approver = await host.SignedInAsync("approve");
        using var editor = await host.SignedInAsync("propose");
        await approver.GetAsync(Path(entry));
        Assert.Null(approver.Page.QuerySelector("main form"));
        Assert.Contains("le droit de proposer une modification", approver.Text, StringComparison.Ordinal);

        await editor.GetAsync(Path(entry));
        var (path, fields) = editor.Fields();
        var token = approver.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await approver.PostAsync(
            path, [.. fields.Where(field => field.Key != "__RequestVerificationToken"), new("__RequestVerificationToken", token)]);

        Assert.Equal(HttpStatusCode.Forbidden, approver.Status);
        Assert.Contains("le droit de proposer une modification", approver.Text, StringComparison.Ordinal);
    }

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/acces";

    private static Task SaveAsync(Visitor editor, string wheelchair, string note = "") => editor.SubmitAsync(
        new Dictionary<string, object?> { ["Form.Wheelchair"] = wheelchair, ["Form.SignLanguage"] = "", ["Form.Note"] = note });
}
