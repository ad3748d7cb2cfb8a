using System.Net;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Urgent;

/// <summary>What a second person makes, on its page, of what was published urgently; and what its author may not.</summary>
public sealed class UrgentReviewTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Page_ShowsWhatWasPublishedByWhomAndWhy_AndConfirmingKeepsIt()
    {
        var (entry, path, author) = await PublishedAsync();
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(path);
        Assert.Contains("Coupure du quartier.", approver.Text, StringComparison.Ordinal);
        Assert.Contains("Camille Durand", approver.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Panne de courant.", approver.Page.QuerySelector(".compared")!.ParentElement!.TextContent, StringComparison.Ordinal);
        await approver.SubmitAsync(new { decision = "relu" });

        Assert.StartsWith("Relu", approver.Said, StringComparison.Ordinal);
        Assert.Contains("Urgente – relue", approver.Text, StringComparison.Ordinal);
        // What comes next is not to take it back.
        Assert.Null(approver.Page.QuerySelector("main details[open]"));
        Assert.Contains(
            approver.Page.QuerySelectorAll("main a.fr-btn"),
            link => (link.TextContent, link.GetAttribute("href")) == ("Revenir à la file", "/extranet/validations"));
        Assert.Single((await host.CurrentAsync(entry)).Document!.Notices);
        Assert.Contains("relue", await host.LastMailAsync(author), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revert_NeedsAReason_AndBringsThePreviousContentBack()
    {
        var (entry, path, author) = await PublishedAsync();
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(path);
        await approver.SubmitAsync(new { decision = "annuler", Reason = "" });
        Assert.Equal("Expliquez pourquoi vous annulez cette publication.", approver.Error);
        Assert.NotNull(approver.Page.QuerySelector("details[open] #Reason"));
        await approver.SubmitAsync(new { decision = "annuler", Reason = "Mauvaise fiche." });

        Assert.StartsWith("Publication annulée", approver.Said, StringComparison.Ordinal);
        Assert.Empty((await host.CurrentAsync(entry)).Document!.Notices);
        Assert.Contains("Mauvaise fiche.", await host.LastMailAsync(author), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_BeginsTheApproversOwnDraft_AndLeavesWhatIsPublished()
    {
        var (entry, path, _) = await PublishedAsync();
        using var approver = await host.SignedInAsync("approve", "propose");

        await approver.GetAsync(path);
        await approver.SubmitAsync(new { decision = "corriger" });

        Assert.Equal(HttpStatusCode.SeeOther, approver.Steps[0]);
        Assert.Equal($"/extranet/fiches/{entry}/fermetures", approver.Address.AbsolutePath);
        Assert.Single((await host.CurrentAsync(entry)).Document!.Notices);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("corriger")]
    [InlineData("annuler")]
    public async Task Author_SeesNoButtons_AndAForgedPostIsRefused(string gesture)
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently", "approve", "propose");
        using var approver = await host.SignedInAsync("approve", "propose");
        await PublishAsync(author, entry);
        var path = await Forge.ReviewPathAsync(host, entry);
        await approver.GetAsync(path);
        await author.GetAsync(path);

        Assert.Null(author.Page.QuerySelector("main form"));
        Assert.Contains("une autre personne la relira", author.Text, StringComparison.Ordinal);
        await Forge.PostAsync(author, approver.Fields(new { decision = gesture, Reason = "Fini." }));
        Assert.Equal(HttpStatusCode.Forbidden, author.Status);
        Assert.Single((await host.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task Reader_WithoutTheRight_SeesNoButtons_AndAForgedPostIsRefused()
    {
        var (_, path, _) = await PublishedAsync();
        using var approver = await host.SignedInAsync("approve");
        using var editor = await host.SignedInAsync("propose");
        using var stranger = await host.SignedInAsync();
        await approver.GetAsync(path);
        await editor.GetAsync(path);
        await stranger.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Null(editor.Page.QuerySelector("main form"));
        await Forge.PostAsync(editor, approver.Fields(new { decision = "relu" }));
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    [Fact]
    public async Task Action_OnSeveralEntries_IsReviewedTogetherOrOneByOne()
    {
        var one = await host.PublishAsync(A.Mairie("Accueil"));
        var other = await host.PublishAsync(A.Mairie("Étrangers"));
        using var author = await host.SignedInAsync("publish_urgently");
        using var approver = await host.SignedInAsync("approve");
        await PublishAsync(author, one, other);

        await approver.GetAsync(await Forge.ReviewPathAsync(host, one));
        Assert.Contains("Une autre fiche de la même publication", approver.Text, StringComparison.Ordinal);
        await approver.SubmitAsync(new { decision = "annuler", Scope = "une", Reason = "Celle-ci est ouverte." });
        Assert.Equal((0, 1), await NoticesAsync());
        await approver.GetAsync(await Forge.ReviewPathAsync(host, other));
        await approver.SubmitAsync(new { decision = "annuler", Scope = "toutes", Reason = "Tout est ouvert." });
        Assert.Equal((0, 0), await NoticesAsync());

        async Task<(int One, int Other)> NoticesAsync() =>
            ((await host.CurrentAsync(one)).Document!.Notices.Count, (await host.CurrentAsync(other)).Document!.Notices.Count);
    }

    private async Task<(Guid Entry, string ReviewPath, string AuthorsMail)> PublishedAsync()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var account = await host.AgentAsync("publish_urgently");
        using var author = await host.SignedInAsync(account);
        await PublishAsync(author, entry);
        return (entry, await Forge.ReviewPathAsync(host, entry), account.Mail);
    }

    private static async Task PublishAsync(Visitor author, params Guid[] entries)
    {
        await author.GetAsync("/extranet/urgence?" + string.Join('&', entries.Select(entry => $"fiche={entry}")));
        await author.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Message"] = "Panne de courant.",
            ["Reason"] = "Coupure du quartier.",
            ["IsChecked"] = "true",
        });
        Assert.StartsWith("Publié à", author.Heading, StringComparison.Ordinal);
    }
}
