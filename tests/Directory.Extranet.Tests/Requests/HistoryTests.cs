using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

public sealed class HistoryTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task History_OfAnEntry_SaysWhoWhenWhyAndWhat()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var (author, approver) = (await host.AgentAsync("propose"), await host.AgentAsync("approve"));
        var request = await host.SubmittedAsync(author.Id, entry, A.Mairie().WithAccess(WheelchairAccess.Full));
        await host.Service<Approvals>().ApproveAsync(approver.Id, request.Id, request.Revision, default);
        using var visitor = await host.SignedInAsync(approver);

        await visitor.GetAsync(Path(entry));

        var rows = visitor.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        foreach (var words in new[] { author.Name, $"Validée par {approver.Name}", "Accessibilité", "« Rampe posée hier. »", "Validation" })
        {
            Assert.Contains(words, rows[0], StringComparison.Ordinal);
        }

        Assert.Contains("Première version", rows[1], StringComparison.Ordinal);
        Assert.Contains("Import du ", rows[1], StringComparison.Ordinal); // its day, and no name of a file
        Assert.Contains("Données de démonstration", rows[1], StringComparison.Ordinal); // the source, where there is no author
        Assert.Null(visitor.Page.QuerySelector("tbody form")); // approving is not proposing
    }

    [Fact]
    public async Task Compare_AnyTwoVersions_ShowsTheEarlierFirst()
    {
        var entry = await ThreeVersionsAsync();
        using var visitor = await host.SignedInAsync("propose");

        await visitor.GetAsync($"{Path(entry)}/comparaison?avant=3&apres=1");

        Assert.Equal("De la version 1 à la version 3", visitor.Heading);
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".compared").Length);
        Assert.Contains("MV", visitor.Page.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        await visitor.GetAsync($"{Path(entry)}/comparaison?avant=1&apres=9");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task Restore_AVersion_MakesADraftAndPublishesNothing()
    {
        var entry = await ThreeVersionsAsync();
        var author = await host.AgentAsync("propose");
        using var visitor = await host.SignedInAsync(author);

        await visitor.GetAsync(Path(entry));
        await visitor.SubmitAsync(form: "tbody tr:last-child form");

        Assert.Equal("Brouillon créé avec le contenu de la version 1. Vérifiez-le, puis envoyez-le pour validation.", visitor.Said);
        Assert.EndsWith("/envoi", visitor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Rétablir la version 1.", (await host.OwnAsync(author.Id, entry))!.Message);
        Assert.Equal(3, (await host.CurrentAsync(entry)).Version);

        await visitor.GetAsync(Path(entry));
        await visitor.SubmitAsync(form: "tbody tr:last-child form");
        Assert.StartsWith("Vous avez déjà un brouillon de cette fiche", visitor.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_ByAStranger_IsNotFound()
    {
        var entry = await ThreeVersionsAsync();
        using var stranger = await host.SignedInAsync();

        foreach (var path in new[] { Path(entry), $"{Path(entry)}/comparaison?avant=1&apres=2", $"/extranet/fiches/{entry}/envoi", $"/extranet/fiches/{entry}/conflit" })
        {
            await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
    }

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/historique";

    private async Task<Guid> ThreeVersionsAsync()
    {
        var entry = await host.PublishAsync(A.Mairie());
        await host.PublishAsync(A.Mairie() with { Acronym = "MV" }, entry, 1);
        await host.PublishAsync((A.Mairie() with { Acronym = "MV" }).WithAccess(WheelchairAccess.Full), entry, 2);
        return entry;
    }
}
