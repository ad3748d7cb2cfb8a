using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

public sealed class ReviewTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly AdministrationDocument Accessible = A.Mairie().WithAccess(WheelchairAccess.Full);

    [Fact]
    public async Task Approve_AfterTheOneSentence_PublishesAndOffersTheNext()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        var other = await host.SubmittedAsync(author.Id, await host.PublishAsync(A.Mairie("Mairie annexe")), Accessible);
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(Path(request));
        Assert.Contains("« Rampe posée hier. »", approver.Text, StringComparison.Ordinal);
        Assert.Contains( // as usagers would read it
            "Accessible en fauteuil roulant, sans aide.", approver.Page.QuerySelector(".examined__preview .guichet")!.TextContent,
            StringComparison.Ordinal);
        Assert.StartsWith( // of the whole, as it stays
            "Informations vérifiées le 1er mars 2026", approver.Page.QuerySelector(".guichet__trust")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("contrôles réussis", approver.Text, StringComparison.Ordinal);
        await approver.GetAsync(approver.Page.QuerySelector("a[href*='/valider']")!.GetAttribute("href")!);
        Assert.Contains(
            "Rien n'est encore publié. Cette version sera visible sur les sites qui reprennent l'annuaire.", approver.Text,
            StringComparison.Ordinal);
        Assert.StartsWith( // what is about to be published stands on the page that publishes
            "Accessibilité", approver.Page.QuerySelector("main .compared")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Null((await host.CurrentAsync(entry)).Document!.Accessibility); // not yet
        await approver.SubmitAsync();

        Assert.Equal("Publié.", approver.Said);
        Assert.Equal(WheelchairAccess.Full, (await host.CurrentAsync(entry)).Document!.Accessibility!.Wheelchair);
        Assert.Contains("Examiner la suivante", approver.Text, StringComparison.Ordinal);
        Assert.NotEqual(ChangeRequestState.Published, (await host.FindAsync(other.Id)).State);
    }

    [Fact]
    public async Task Review_OfAMessageForMany_ShowsItAsUsagersWouldReadIt()
    {
        var message = new NoticeDocument
        {
            Title = "Grève", Body = "Les guichets ferment à midi.", Concerns = new NoticeTargets { WholeCountry = true },
            Provenance = A.Mairie().Provenance,
        };
        var entry = await host.PublishAsync(message);
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(
            author.Id, entry, message with { Body = "Les guichets ferment à 11 h.", Level = NoticeLevel.Warning });
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(Path(request));

        var shown = approver.Page.QuerySelector("#apercu-usagers")!.TextContent;
        Assert.Contains("Niveau : Important. Affiché jusqu'à nouvel ordre.", shown, StringComparison.Ordinal);
        Assert.Contains("Grève. Les guichets ferment à 11", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_ByItsAuthor_HasNoButton_AndForgedPostsAre403()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose", "approve");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        using var visitor = await host.SignedInAsync(author);

        await visitor.GetAsync(Path(request));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Null(visitor.Page.QuerySelector("main form[method=post]"));
        Assert.Null(visitor.Page.QuerySelector("a[href*='/valider']"));
        Assert.Contains("Vous êtes l'auteur de cette modification", visitor.Text, StringComparison.Ordinal);

        foreach (var path in new[] { $"{Path(request)}/valider", $"{Path(request)}?handler=corriger", $"{Path(request)}?handler=refuser" })
        {
            await visitor.GetAsync("/mon-compte"); // a token of one's own
            await visitor.ForgeAsync(path, ("revision", $"{request.Revision}"), ("Comment", "Je décide."));

            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
            Assert.Contains("Vous êtes l'auteur de cette modification", visitor.Text, StringComparison.Ordinal);
        }

        Assert.Equal(ChangeRequestState.Submitted, (await host.FindAsync(request.Id)).State);
        Assert.Null((await host.CurrentAsync(entry)).Document!.Accessibility);
    }

    [Theory]
    [InlineData("corriger", "Expliquez ce qu'il faut corriger.")]
    [InlineData("refuser", "Expliquez pourquoi vous refusez.")]
    public async Task Decide_WithoutAComment_AsksForIt(string handler, string message)
    {
        var (_, request, approver) = await SubmittedAsync();
        using var _ = approver;

        await approver.GetAsync(Path(request));
        await approver.SubmitAsync(new { Comment = "" }, "#decision", $"{Path(request)}?handler={handler}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, approver.Status);
        Assert.Equal(message, approver.Error);
        Assert.Equal("#Comment", approver.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        Assert.Equal(ChangeRequestState.Submitted, (await host.FindAsync(request.Id)).State);
    }

    [Fact]
    public async Task Return_WithACommentOnASection_ShowsItInThatSection_UntilItIsSentAgain()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        using var approver = await host.SignedInAsync("approve");
        using var editor = await host.SignedInAsync(author);

        await approver.GetAsync(Path(request));
        await approver.SubmitAsync(
            new Dictionary<string, object?> { ["Comment"] = "Presque bon.", ["Comments[accessibility]"] = "Précisez <b>où</b> est la rampe." },
            "#decision", $"{Path(request)}?handler=corriger");
        Assert.Equal("Correction demandée à l'auteur.", approver.Said);

        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        Assert.Contains("Précisez <b>où</b> est la rampe.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Presque bon.", editor.Text, StringComparison.Ordinal);
        Assert.Null(editor.Page.QuerySelector("main b"));
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts");
        Assert.DoesNotContain("où est la rampe", editor.Text, StringComparison.Ordinal);
        await editor.GetAsync($"/extranet/demandes/{request.Id}");
        Assert.Contains("Correction demandée", editor.Text, StringComparison.Ordinal);
        Assert.Equal($"/extranet/fiches/{entry}/acces", editor.Page.QuerySelector(".request-actions a.fr-btn")!.GetAttribute("href"));

        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Note"] = "Rampe à gauche de l'entrée.", ["Form.Wheelchair"] = "Full", ["Form.SignLanguage"] = "" });
        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        await editor.SubmitAsync();
        await approver.GetAsync(Path(request));

        Assert.Contains("Rampe à gauche de l'entrée.", approver.Text, StringComparison.Ordinal);
        Assert.NotNull(approver.Page.QuerySelector("#decision"));
    }

    [Fact]
    public async Task Return_WithCommentsOnSectionsOnly_NeedsNoOther()
    {
        var (_, request, approver) = await SubmittedAsync();
        using var _ = approver;

        await approver.GetAsync(Path(request));
        await approver.SubmitAsync(
            new Dictionary<string, object?> { ["Comment"] = "", ["Comments[accessibility]"] = "Où ?" }, "#decision",
            $"{Path(request)}?handler=corriger");

        Assert.Equal(ChangeRequestState.Returned, (await host.FindAsync(request.Id)).State);
    }

    [Fact]
    public async Task Approve_OfWhatHasChangedSince_SaysSoAndShowsTheNewState()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        using var approver = await host.SignedInAsync("approve");
        using var colleague = await host.SignedInAsync("approve");
        await approver.GetAsync($"{Path(request)}/valider?revision={request.Revision}");

        // A colleague gives it back, the author sends it again.
        await colleague.GetAsync(Path(request));
        await colleague.SubmitAsync(new { Comment = "Non." }, "#decision", $"{Path(request)}?handler=corriger");
        await host.SubmitAsync(author.Id, await host.FindAsync(request.Id));
        await approver.SubmitAsync();

        Assert.Equal("Cette demande a changé depuis que vous l'avez ouverte. Voici son état actuel.", approver.Said);
        Assert.Null((await host.CurrentAsync(entry)).Document!.Accessibility);
        Assert.NotNull(approver.Page.QuerySelector("#decision"));
    }

    [Fact]
    public async Task Decide_AfterAColleagueDid_SaysSoAndShowsTheNewState()
    {
        var (_, request, approver) = await SubmittedAsync();
        using var _ = approver;
        using var colleague = await host.SignedInAsync("approve");
        await approver.GetAsync(Path(request));

        await colleague.GetAsync(Path(request));
        await colleague.SubmitAsync(new { Comment = "Doublon." }, "#decision", $"{Path(request)}?handler=refuser");
        await approver.SubmitAsync(new { Comment = "À revoir." }, "#decision", $"{Path(request)}?handler=corriger");

        Assert.Contains("Cette demande est refusée", approver.Said, StringComparison.Ordinal);
        Assert.Null(approver.Page.QuerySelector("#decision"));
    }

    [Fact]
    public async Task Approve_InConflictWithWhatWasPublishedSince_PublishesNothingAndSaysWhatToDo()
    {
        var (entry, request, approver) = await SubmittedAsync();
        using var _ = approver;
        await approver.GetAsync($"{Path(request)}/valider?revision={request.Revision}");
        await host.PublishAsync(A.Mairie().WithAccess(WheelchairAccess.None), entry, 1);

        await approver.SubmitAsync();

        Assert.StartsWith("Rien n'a été publié", approver.Said, StringComparison.Ordinal);
        Assert.Contains("Cette demande est en conflit", approver.Text, StringComparison.Ordinal);
        Assert.Equal(WheelchairAccess.None, (await host.CurrentAsync(entry)).Document!.Accessibility!.Wheelchair);
    }

    [Fact]
    public async Task Approve_OfARequestForADate_SchedulesIt()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var at = NodaTime.Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) + NodaTime.Duration.FromDays(3);
        var request = await host.SubmittedAsync(author.Id, entry, Accessible, with: input => input with { EffectiveAt = at });
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(Path(request));
        var link = approver.Page.QuerySelector("a[href*='/valider']")!;
        Assert.StartsWith("Valider et programmer pour le ", link.TextContent, StringComparison.Ordinal);
        await approver.GetAsync(link.GetAttribute("href")!);
        await approver.SubmitAsync();

        Assert.StartsWith("Validé. La publication est programmée pour le ", approver.Said, StringComparison.Ordinal);
        Assert.Equal(ChangeRequestState.Approved, (await host.FindAsync(request.Id)).State);
        Assert.Null((await host.CurrentAsync(entry)).Document!.Accessibility);
    }

    [Fact]
    public async Task Review_OfTheWholeEntry_ShowsWhatStaysToo_AndComparesWithAnotherVersion()
    {
        var entry = await host.PublishAsync(A.Mairie("Ancienne mairie"));
        await host.PublishAsync(A.Mairie(), entry, 1);
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible, version: 2);
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(Path(request));
        Assert.DoesNotContain("04 65 71 00 01", Compared(), StringComparison.Ordinal);
        await approver.GetAsync($"{Path(request)}?afficher=fiche");
        Assert.Contains("04 65 71 00 01", Compared(), StringComparison.Ordinal);
        await approver.GetAsync($"{Path(request)}?comparer=1");

        Assert.Contains("Ancienne mairie", approver.Text, StringComparison.Ordinal);

        string Compared() => approver.Page.QuerySelector("#decision")!.TextContent; // not the preview beside it
    }

    [Fact]
    public async Task Review_OfAnUrgentPublication_LeadsToItsOwnPage()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var urgent = await host.AgentAsync("publish_urgently");
        var published = await host.Service<UrgentPublications>().PublishAsync(
            urgent.Id,
            new UrgentInput
            {
                Entries = [new UrgentEntry(entry, 1, A.Mairie() with { Notices = [new Notice { Title = "Panne" }] })],
                Reason = "Panne.",
                EndsAt = NodaTime.Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) + NodaTime.Duration.FromHours(5),
            },
            default);
        using var approver = await host.SignedInAsync("approve");

        await approver.GetAsync(Path(published.Request));

        Assert.Equal($"{Path(published.Request)}/urgence", approver.Address.AbsolutePath);
    }

    [Fact]
    public async Task Review_ByAStranger_IsNotFound()
    {
        var (_, request, approver) = await SubmittedAsync();
        using var _ = approver;
        using var stranger = await host.SignedInAsync();

        foreach (var path in new[] { Path(request), $"{Path(request)}/valider", $"/extranet/demandes/{request.Id}" })
        {
            await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
    }

    [Fact]
    public async Task Decide_WithoutTheRight_Is403WithTheReason()
    {
        var (_, request, approver) = await SubmittedAsync();
        using var _ = approver;
        using var reader = await host.SignedInAsync("propose");

        await reader.GetAsync(Path(request));
        Assert.Null(reader.Page.QuerySelector("#decision"));
        await reader.ForgeAsync($"{Path(request)}/valider", ("revision", $"{request.Revision}"));

        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);
        Assert.Contains("le droit de valider", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ByItsAuthor_TakesItOutOfTheQueue()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/demandes/{request.Id}");
        Assert.Equal("Retirer ma demande", editor.Page.QuerySelector("main form[method=post] button")!.TextContent.Trim());
        await editor.SubmitAsync();

        Assert.Equal("Demande retirée.", editor.Said);
        Assert.Equal(ChangeRequestState.Withdrawn, (await host.FindAsync(request.Id)).State);
    }

    private static string Path(ChangeRequest request) => $"/extranet/validations/{request.Id}";

    private async Task<(Guid Entry, ChangeRequest Request, Visitor Approver)> SubmittedAsync()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var request = await host.SubmittedAsync(author.Id, entry, Accessible);
        return (entry, request, await host.SignedInAsync("approve"));
    }
}
