using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Publishing;
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
            await PublishAsync("Une", mine), await PublishAsync("Deux", mine), await PublishAsync("Trois", mine), await PublishAsync(
                "Quatre", foreign),
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
                "Fermeture du ", item.QuerySelector(".compared ins")!.TextContent.Replace("Ajouté : ", "", StringComparison.Ordinal),
                StringComparison.Ordinal));
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
            ("demande", $"{outside.Id}:{outside.Revision}"), ("demande", $"{own.Id}:{own.Revision}"),
            ("demande", $"{theirs.Id}:{theirs.Revision}"),
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

    [Fact]
    public async Task Requests_ApprovedTogetherByTwoAtOnceOnTwoNodes_ArePublishedOnceEach()
    {
        var type = Type();
        var author = await host.AgentAsync("propose");
        var requests = new List<ChangeRequest>();
        foreach (var name in new[] { "Une", "Deux", "Trois" })
        {
            requests.Add(await SubmittedAsync(author.Id, name, type));
        }

        using var one = await host.SignedInAsync("approve");
        using var other = host.Visit(host.Start(("SignIn:SecondFactorFor", " ")));
        await other.SignInAsync((await host.AgentAsync("approve")).Mail);
        var mails = await MailsAsync(author.Mail);
        var path = $"/extranet/validations/{requests[0].Id}/ensemble";
        await one.GetAsync(path);
        await other.GetAsync(path);

        // In opposite orders, and neither goes on before both have begun.
        await AtOnceAsync(() => ApproveAsync(one, requests), () => ApproveAsync(other, requests.AsEnumerable().Reverse()));

        var said = new[] { one.Said!, other.Said! };
        Assert.Single(said, text => text.StartsWith("3 demandes validées", StringComparison.Ordinal));
        Assert.Single(said, text => text.StartsWith("Rien n'a été validé. Ne sont plus à valider : ", StringComparison.Ordinal));
        foreach (var request in requests)
        {
            Assert.Equal(
                1L, await host.ExecuteAsync("select count(*) from entry_versions where entry_id = $1 and version > 1", request.EntryId));
            Assert.Equal(
                1L,
                await host.ExecuteAsync(
                    "select count(*) from change_request_events where request_id = $1 and move = 'publish'", request.Id));
        }

        Assert.Equal(mails + 1, await MailsAsync(author.Mail));

        Task ApproveAsync(Visitor visitor, IEnumerable<ChangeRequest> order) =>
            visitor.ForgeAsync(path, [.. order.Select(request => ("demande", $"{request.Id}:{request.Revision}"))]);
    }

    // Both wait, one way or another, for what this holds.
    private async Task AtOnceAsync(params Func<Task>[] actions)
    {
        await using var connection = await host.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Publisher.BeginAsync(
            connection,
            new PublicationContext
            {
                Path = PublicationPath.Import,
                Author = "importer",
                Source = Sources.Sample.Code,
                At = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()),
            },
            default);
        var running = actions.Select(action => Task.Run(action)).ToList();
        await Eventually.HoldsAsync(async () => (long)(await host.ExecuteAsync(
            "select count(distinct pid) from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())"))!
            == actions.Length);
        await transaction.RollbackAsync();
        await Task.WhenAll(running);
    }

    private static string Type() => $"type_{Guid.NewGuid():N}"[..20];

    private static AdministrationDocument Mairie(string name, string type) => A.Mairie(name) with { Types = [type], Competences = [] };

    private Task<Guid> PublishAsync(string name, string type) => host.PublishAsync(Mairie(name, type));

    private async Task<ChangeRequest> SubmittedAsync(Guid author, string name, string type) =>
        await host.SubmittedAsync(author, await PublishAsync(name, type), Mairie(name, type).WithAccess(WheelchairAccess.Full));

    private string Day(int ahead) =>
        host.Clock.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long> MailsAsync(string recipient) =>
        (long)(await host.ExecuteAsync("select count(*) from outbox_mails where recipient = $1", recipient))!;
}
