using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

public sealed class ConflictTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task TwoEditors_OnTheSameSection_TheSecondSeesBothAndLosesNothing()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var (first, second, approver) =
            (await host.AgentAsync("propose"), await host.AgentAsync("propose"), await host.AgentAsync("approve"));
        await host.DraftAsync(
            second.Id, entry, (A.Mairie() with { Acronym = "MV" }).WithAccess(WheelchairAccess.Partial, "Sonnette à gauche."));
        var request = await host.SubmittedAsync(first.Id, entry, A.Mairie().WithAccess(WheelchairAccess.Full));
        await host.Service<Approvals>().ApproveAsync(approver.Id, request.Id, request.Revision, default);
        using var editor = await host.SignedInAsync(second);

        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        await editor.SubmitAsync();
        Assert.EndsWith("/conflit", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains($"{first.Name} a modifié cette fiche le ", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Version actuelle", editor.Text, StringComparison.Ordinal);
        Assert.Contains("oui, sans aide", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Sonnette à gauche.", editor.Text, StringComparison.Ordinal);
        Assert.Single(editor.Page.QuerySelectorAll(".compared")); // the acronym is nobody else's

        await editor.SubmitAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal("Choisissez une des deux versions pour « Accessibilité ».", editor.Error);
        Assert.NotNull(editor.Page.QuerySelector(editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href")!));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Choices[accessibility]"] = "Proposed" });
        Assert.StartsWith("Votre choix est enregistré.", editor.Said, StringComparison.Ordinal);
        await editor.SubmitAsync();
        var sent = (await host.Service<ChangeRequestLists>().FindWaitingAsync(second.Id, entry, default))!;
        await host.Service<Approvals>().ApproveAsync(approver.Id, sent.Id, sent.Revision, default);

        var document = (await host.CurrentAsync(entry)).Document!;
        Assert.Equal("Sonnette à gauche.", document.Accessibility!.Note);
        Assert.Equal("MV", document.Acronym);
    }

    [Fact]
    public async Task Conflict_SettledForTheOthersVersion_KeepsTheRestOfTheDraft()
    {
        var (author, entry, editor) = await ConflictAsync();
        using var _ = editor;

        await editor.GetAsync($"/extranet/fiches/{entry}/conflit");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Choices[accessibility]"] = "Current" });

        var draft = (await host.OwnAsync(author, entry))!;
        Assert.Equal(["acronym"], draft.Blocks);
        Assert.Equal(2, draft.BaseVersion);
    }

    [Fact]
    public async Task GiveUp_AsksFirst_ThenThrowsTheDraftAwayWhereItCanBeFound()
    {
        var (author, entry, editor) = await ConflictAsync();
        using var _ = editor;

        await editor.GetAsync($"/extranet/fiches/{entry}/conflit");
        await editor.GetAsync(editor.Page.QuerySelector("a[href*='abandonner']")!.GetAttribute("href")!);
        Assert.Equal("Abandonner votre saisie ?", editor.Heading);
        Assert.NotNull(await host.OwnAsync(author, entry)); // not yet
        await editor.SubmitAsync();

        Assert.StartsWith("Saisie abandonnée.", editor.Said, StringComparison.Ordinal);
        Assert.Null(await host.OwnAsync(author, entry));
        Assert.Contains("Reprendre", editor.Page.QuerySelector(".request-actions")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_OfWhatOthersChangedMeanwhile_IsAskedAgain()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("modify");
        await host.Service<Drafts>().DraftRemovalAsync(author.Id, entry, default);
        await host.PublishAsync(A.Mairie().WithAccess(WheelchairAccess.None), entry, 1);
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        await editor.SubmitAsync();
        Assert.EndsWith("/conflit", editor.Address.AbsolutePath, StringComparison.Ordinal);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Choices[accessibility]"] = "Proposed" });
        await editor.SubmitAsync();

        Assert.Equal(
            ChangeRequestState.Submitted, (await host.Service<ChangeRequestLists>().FindWaitingAsync(author.Id, entry, default))!.State);
    }

    private async Task<(Guid Author, Guid Entry, Visitor Editor)> ConflictAsync()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        await host.DraftAsync(author.Id, entry, (A.Mairie() with { Acronym = "MV" }).WithAccess(WheelchairAccess.Partial));
        await host.PublishAsync(A.Mairie().WithAccess(WheelchairAccess.None), entry, 1);
        return (author.Id, entry, await host.SignedInAsync(author));
    }
}
