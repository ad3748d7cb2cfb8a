using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

/// <summary>Several requests of one gesture, examined on one page and approved by one gesture.</summary>
public sealed class TogetherTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Closures_SentByOneGesture_AreApprovedByOne_AndTheAuthorIsToldOnce()
    {
        var (mine, foreign) = (Type(), Type());
        var entries = new[]
        {
            await PublishAsync("Une", mine), await PublishAsync("Deux", mine), await PublishAsync("Trois", mine), await PublishAsync("Quatre", foreign),
        };
        var author = await host.AgentAsync("propose");
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "approve", "service_type", mine);
        using var editor = await host.SignedInAsync(author);
        using var approver = await host.SignedInAsync(account);
        await editor.GetAsync("/extranet/fermeture?" + string.Join('&', entries.Select(entry => $"fiche={entry}")));
        await editor.SubmitAsync(new { From = Day(40), To = Day(42), Message = "Inventaire." });
        Assert.Equal("4 demandes envoyées pour validation.", editor.Said);

        await approver.GetAsync("/extranet/validations");
        var link = approver.Page.QuerySelectorAll("tbody a").First(one => one.TextContent == "avec 3 autres fiches");
        await approver.GetAsync(link.GetAttribute("href")!);
        Assert.Equal("Examiner 3 demandes", approver.Heading);
        Assert.Equal(["Deux", "Trois", "Une"], approver.Page.QuerySelectorAll(".together label").Select(label => label.TextContent));
        // One closure is one line.
        Assert.All(
            approver.Page.QuerySelectorAll(".together > li"),
            item => Assert.StartsWith(
                "Fermeture du ", item.QuerySelector(".compared ins")!.TextContent.Replace("Ajouté : ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(3, approver.Page.QuerySelectorAll(".compared__row").Length);
        var mails = await MailsAsync(author.Mail);

        // Meanwhile another version says other days of « Trois ».
        await host.PublishAsync(Mairie("Trois", mine) with
        {
            OpeningHours = new OpeningSchedule { Comment = "Sonnez." }, Notices = [new Notice { Title = "Travaux" }],
        }, entries[2], 1);
        await approver.SubmitAsync();

        Assert.Equal("/extranet/validations", approver.Address.AbsolutePath);
        Assert.StartsWith("2 demandes validées", approver.Said, StringComparison.Ordinal);
        Assert.Contains("Restent dans la file : Trois : une autre version", approver.Said, StringComparison.Ordinal);
        Assert.Equal(2, (await host.CurrentAsync(entries[0])).Document!.Notices.Count);
        Assert.Equal(2, (await host.CurrentAsync(entries[1])).Document!.Notices.Count);
        Assert.Empty((await host.CurrentAsync(entries[3])).Document!.Notices);
        Assert.Equal(mails + 1, await MailsAsync(author.Mail));
        Assert.Contains("et une autre fiche a été validée", await host.LastMailAsync(author.Mail), StringComparison.Ordinal);
        Assert.Equal("Trois", Assert.Single(approver.Page.QuerySelectorAll("tbody th a")).TextContent);
    }

    [Fact]
    public async Task Requests_OfSomeoneElsesPerimeter_OrOnesOwn_AreNotApprovedByAForgedForm()
    {
        var (mine, foreign) = (Type(), Type());
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "approve", "service_type", mine);
        await host.GrantAsync(account.Id, "propose", "service_type", mine);
        var author = await host.AgentAsync("propose");
        var theirs = await SubmittedAsync(author.Id, "À valider", mine);
        var outside = await SubmittedAsync(author.Id, "Étrangère", foreign);
        var own = await SubmittedAsync(account.Id, "La mienne", mine);
        using var approver = await host.SignedInAsync(account);
        await approver.GetAsync($"/extranet/validations/{theirs.Id}/ensemble");

        await approver.ForgeAsync(
            $"/extranet/validations/{theirs.Id}/ensemble",
            ("demande", $"{outside.Id}:{outside.Revision}"), ("demande", $"{own.Id}:{own.Revision}"), ("demande", $"{theirs.Id}:{theirs.Revision}"),
            ("demande", "nimporte"));

        Assert.StartsWith("1 demande validée. Restent dans la file : ", approver.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Étrangère", approver.Said, StringComparison.Ordinal);
        Assert.Contains("La mienne : Vous êtes l'auteur", approver.Said, StringComparison.Ordinal);
        Assert.Equal(Core.Habilitations.ChangeRequestState.Submitted, (await host.FindAsync(outside.Id)).State);
        Assert.Equal(Core.Habilitations.ChangeRequestState.Submitted, (await host.FindAsync(own.Id)).State);
        Assert.Equal(Core.Habilitations.ChangeRequestState.Published, (await host.FindAsync(theirs.Id)).State);
        await approver.GetAsync($"/extranet/validations/{own.Id}/ensemble");
        Assert.Equal(HttpStatusCode.Forbidden, approver.Status);
    }

    private static string Type() => $"type_{Guid.NewGuid():N}"[..20];

    private static AdministrationDocument Mairie(string name, string type) => A.Mairie(name) with { Types = [type], Competences = [] };

    private Task<Guid> PublishAsync(string name, string type) => host.PublishAsync(Mairie(name, type));

    private async Task<ChangeRequest> SubmittedAsync(Guid author, string name, string type) =>
        await host.SubmittedAsync(author, await PublishAsync(name, type), Mairie(name, type).WithAccess(WheelchairAccess.Full));

    private string Day(int ahead) => host.Clock.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long> MailsAsync(string recipient) =>
        (long)(await host.ExecuteAsync("select count(*) from outbox_mails where recipient = $1", recipient))!;
}
