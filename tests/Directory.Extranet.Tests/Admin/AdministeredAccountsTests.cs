using System.Globalization;
using System.Net;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;
using PublicDirectory.Testing.Habilitations;

namespace PublicDirectory.Extranet.Tests.Admin;

/// <summary>
/// Which accounts a local administrator has to do with: the rows of <c>[comptes]</c> in <c>docs/guides/habilitations.tsv</c>, by HTTP.
/// </summary>
public sealed class AdministeredAccountsTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly string[] Decisions = ["Invite", "ResetFactor", "Disable", "Enable"];

    public static TheoryData<string> Rows => [.. new Law()["comptes"].Codes];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Account_OfEveryKind_IsWhatTheLawSaysForALocalAdministrator(string code)
    {
        var law = new Law()["comptes"][code];
        var (mine, beyond) = (await host.PublishAsync(A.Mairie()), await host.PublishAsync(A.Mairie()));
        var local = await host.AgentAsync();
        await host.GrantAsync(local.Id, "administer", mine);
        var (account, grant) = await MakeAsync(code, local, mine, beyond);
        using var office = await host.SignedInAsync(local);

        await office.GetAsync($"/admin/comptes?q={Uri.EscapeDataString(account.Mail)}");
        Assert.Equal(law["le voir"] == "oui", office.Page.QuerySelector($"main a[href='/admin/comptes/{account.Id}']") is not null);
        await office.GetAsync("/admin/comptes");
        Assert.Equal(law["le voir"] == "oui", office.Page.QuerySelector($"main a[href='/admin/comptes/{account.Id}']") is not null);
        Is(law["le voir"], await StatusAsync(office, $"/admin/comptes/{account.Id}"));
        Is(law["lui donner un droit dans son périmètre"], await PostAsync(
            office, $"/admin/comptes/{account.Id}/habilitation",
            ("Form.Right", "orient"), ("Form.Perimeter", "entry"), ("Form.Entry", mine.ToString()), ("Form.EntryId", mine.ToString())));
        foreach (var decision in Decisions)
        {
            Is(law["en décider"], await PostAsync(office, $"/admin/comptes/{account.Id}?handler={decision}"));
        }

        if (law["retirer son droit dans ce périmètre"] is not "-" and var expected)
        {
            Is(expected, await PostAsync(office, $"/admin/habilitations/{grant}/retirer"));
        }
    }

    [Fact]
    public async Task Account_WithRightsBeyond_ShowsThoseWithinAndSaysThatThereAreOthers()
    {
        var (mine, beyond) = (await host.PublishAsync(A.Mairie("Mairie à gérer")), await host.PublishAsync(A.Mairie("Mairie d'ailleurs")));
        var local = await host.AgentAsync();
        await host.GrantAsync(local.Id, "administer", mine);
        var (account, _) = await MakeAsync("both", local, mine, beyond);
        using var office = await host.SignedInAsync(local);

        await office.GetAsync($"/admin/comptes/{account.Id}");

        Assert.Contains("« Mairie à gérer »", office.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mairie d'ailleurs", office.Text, StringComparison.Ordinal);
        Assert.Contains("Elle a aussi des habilitations au-delà de ce que vous gérez.", office.Text, StringComparison.Ordinal);
        Assert.Contains("Vous pouvez retirer celles de votre périmètre.", office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_OfSomeoneElsewhere_SaysWhomToAskAndNothingOfThem()
    {
        var (mine, beyond) = (await host.PublishAsync(A.Mairie()), await host.PublishAsync(A.Mairie()));
        var local = await host.AgentAsync();
        await host.GrantAsync(local.Id, "administer", mine);
        var (account, _) = await MakeAsync("beyond", local, mine, beyond);
        using var office = await host.SignedInAsync(local);

        await office.GetAsync("/admin/comptes/inviter");
        await office.SubmitAsync(new { Name = "Nadia Petit", account.Mail });

        Assert.Contains("demandez à une personne qui gère toute la France", office.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Name, office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_OfAGrantBeyond_SaysTheSameAsOfNone()
    {
        var (mine, beyond) = (await host.PublishAsync(A.Mairie()), await host.PublishAsync(A.Mairie("Mairie d'ailleurs")));
        var local = await host.AgentAsync();
        await host.GrantAsync(local.Id, "administer", mine);
        var others = await host.GrantAsync((await host.AgentAsync()).Id, "propose", beyond);
        using var office = await host.SignedInAsync(local);

        foreach (var decision in new[] { "conserver", "retirer" })
        {
            foreach (var grant in new[] { others, Guid.CreateVersion7() })
            {
                await office.GetAsync("/admin/comptes");
                await office.PostAsync(
                    "/admin/habilitations/revue", [new("__RequestVerificationToken", office.Token), new($"Decisions[{grant}]", decision)]);
                Assert.Contains("Cette habilitation n'existe pas.", office.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("ailleurs", office.Text, StringComparison.Ordinal);
            }
        }
    }

    private async Task<(Account Account, Guid Grant)> MakeAsync(string code, Account local, Guid mine, Guid beyond)
    {
        if (code == "self")
        {
            return (local, (Guid)(await host.ExecuteAsync("select id from access_grants where account_id = $1", local.Id))!);
        }

        var account = (await host.Service<AccountStore>().CreateAsync(
            $"{Guid.NewGuid():N}@example.fr", string.Create(CultureInfo.InvariantCulture, $"Personne {Guid.NewGuid():N}"), default,
            code == "invited" ? local.Id : null))!;
        var grant = code is "within" or "past" or "both" ? await host.GrantAsync(account.Id, "propose", mine) : Guid.Empty;
        if (code is "both" or "beyond")
        {
            await host.GrantAsync(account.Id, "propose", beyond);
        }

        if (code == "past")
        {
            await host.ExecuteAsync("update access_grants set revoked_at = valid_from where id = $1", grant);
        }

        return (account, grant);
    }

    private static void Is(string law, HttpStatusCode status) => Assert.Equal(
        law,
        status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Found or HttpStatusCode.SeeOther => "oui",
            HttpStatusCode.NotFound => "introuvable",
            HttpStatusCode.Forbidden or HttpStatusCode.Conflict => "non",
            _ => $"{status}",
        });

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.Client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.Client.PostAsync(path, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", visitor.Token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]));
        return answer.StatusCode;
    }
}
