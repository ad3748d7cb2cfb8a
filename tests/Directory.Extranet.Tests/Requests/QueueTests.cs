using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

/// <summary>Alone on its database: it counts.</summary>
public sealed class QueueTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Queue_OfAnApprover_CountsAndListsWhatOthersSent_AndFilters()
    {
        var author = await host.AgentAsync("propose");
        foreach (var name in new[] { "Mairie - Bron", "Mairie - Lyon", "Préfecture du Rhône" })
        {
            var document = A.Mairie(name);
            await host.SubmittedAsync(author.Id, await host.PublishAsync(document), name == "Mairie - Lyon"
                ? document with { Acronym = "ML" }
                : document.WithAccess(WheelchairAccess.Full));
        }

        var account = await host.AgentAsync("approve", "propose");
        var own = A.Mairie("La mienne");
        await host.SubmittedAsync(account.Id, await host.PublishAsync(own), own.WithAccess(WheelchairAccess.Full));
        using var approver = await host.SignedInAsync(account);

        await approver.GetAsync("/extranet/validations");
        Assert.Equal(["À valider (3)", "Urgentes à relire (0)", "Mes envois (1)", "Traitées"], Texts(approver, ".tabs__link"));
        Assert.Equal("À valider, 3 fiches3", approver.Page.QuerySelector(".fr-nav__link[aria-current]")!.TextContent.Trim());
        Assert.Equal(["Mairie - Bron", "Mairie - Lyon", "Préfecture du Rhône"], Texts(approver, "tbody th")); // the oldest first
        Assert.Contains("Accessibilité", Texts(approver, "tbody td"));
        Assert.Contains("Dès la validation", Texts(approver, "tbody td"));

        await approver.GetAsync("/extranet/validations?q=mairie&changement=acronym");
        Assert.Equal(["Mairie - Lyon"], Texts(approver, "tbody th"));
        await approver.GetAsync("/extranet/validations?changement=Remove");
        Assert.Contains("Aucune demande ne correspond.", approver.Text, StringComparison.Ordinal);
        await approver.GetAsync("/extranet/validations?onglet=envois");
        Assert.Equal(["La mienne"], Texts(approver, "tbody th"));
        await approver.GetAsync("/extranet/validations?par=25&page=2");
        Assert.Contains("3 demandes", approver.Text, StringComparison.Ordinal);

        using var editor = await host.SignedInAsync(author);
        await editor.GetAsync("/extranet/validations");
        Assert.Equal(["Mes envois (3)", "Traitées"], Texts(editor, ".tabs__link"));
        Assert.DoesNotContain("À valider", Texts(editor, ".fr-nav__link"));
    }

    private static string[] Texts(Visitor visitor, string selector) =>
        [.. visitor.Page.QuerySelectorAll(selector)
            .Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
