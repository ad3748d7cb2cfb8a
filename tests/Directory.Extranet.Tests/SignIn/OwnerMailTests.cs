using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>The owner of an account hears of what was done to it.</summary>
public sealed class OwnerMailTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string New = "quatre lampes sous la pluie";

    [Fact]
    public async Task Owner_OfAnAccountThatChanges_IsToldOfEachChange()
    {
        var agent = await host.AgentAsync();
        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/mon-compte/second-facteur");
        var key = host.Service<SecondFactor>().Read(agent.Id, visitor.Page.QuerySelector("input[name=Proposal]")!.GetAttribute("value"))!;
        await visitor.SubmitAsync(new { Code = Now(key) });
        var codes = visitor.Page.QuerySelectorAll(".codes li").Select(item => item.TextContent).ToList();
        await visitor.GetAsync("/mon-compte/second-facteur");
        await visitor.PressAsync("Obtenir de nouveaux codes de secours", new { Code = codes[0] });
        codes.AddRange(visitor.Page.QuerySelectorAll(".codes li").Select(item => item.TextContent));
        await visitor.GetAsync("/mon-compte/second-facteur");
        await visitor.PressAsync("Désactiver", new { Code = codes[^1] });
        await visitor.GetAsync("/mon-compte/mot-de-passe");
        await visitor.SubmitAsync(new { Current = ExtranetHost.Password, Password = New, Again = New });
        await visitor.GetAsync("/mon-compte");
        await visitor.SubmitAsync(new { Delivery = "Digest" });
        await visitor.SubmitAsync(form: "header form");

        var mails = await MailsAsync(agent);
        Assert.Equal(
            ["Double authentification activée", "Nouveaux codes de secours", "Double authentification désactivée", "Votre mot de passe est changé"],
            mails.Select(mail => mail.Subject.Split(" – ")[0]));
        Assert.All(mails, mail =>
        {
            Assert.Contains("https://localhost/mot-de-passe/oubli", mail.Body, StringComparison.Ordinal); // what to do when it was not them
            Assert.DoesNotContain(codes, code => mail.Body.Contains(code, StringComparison.Ordinal));
            Assert.DoesNotContain(New, mail.Body, StringComparison.Ordinal);
        });
        Assert.Equal(
            "account.mail_delivery_changed account.password_changed account.recovery_codes_made account.second_factor_off account.second_factor_on account.signed_in account.signed_out",
            await host.ExecuteAsync("select string_agg(distinct action, ' ' order by action) from journal where account_id = $1", agent.Id));
    }

    [Fact]
    public async Task Owner_OfAnAccountThatAnAdministratorChanges_IsToldWhoToAsk()
    {
        var agent = await host.AgentAsync();
        var grant = await host.GrantAsync(agent.Id, "propose");
        using var office = await host.SignedInAsync("administer");

        await office.GetAsync($"/admin/habilitations/{grant}/retirer");
        await office.SubmitAsync();
        await office.GetAsync($"/admin/comptes/{agent.Id}/habilitation");
        await office.SubmitAsync(new Dictionary<string, object?> { ["Form.Right"] = "propose", ["Form.Perimeter"] = "national" });
        Assert.StartsWith("L'habilitation est donnée", office.Said, StringComparison.Ordinal);

        var mails = await MailsAsync(agent);
        Assert.Equal(["Une habilitation vous est retirée", "Une habilitation vous est donnée"], mails.Select(mail => mail.Subject.Split(" – ")[0]));
        Assert.All(mails, mail => Assert.Contains("Une personne qui gère les accès l'a fait.", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owner_OfAPasswordChosenByALink_IsTold()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.GetAsync("/mot-de-passe/oubli");
        await visitor.SubmitAsync(new { agent.Mail });
        await visitor.GetAsync((await host.LastMailAsync(agent.Mail))!.Split('\n').Single(line => line.Contains("jeton=", StringComparison.Ordinal)).Trim());
        await visitor.SubmitAsync(new { Password = New, Again = New });

        Assert.Equal("Votre mot de passe est changé", (await MailsAsync(agent))[0].Subject.Split(" – ")[0]);
    }

    private async Task<IReadOnlyList<(string Subject, string Body)>> MailsAsync(Account agent)
    {
        await using var command = host.DataSource.CreateCommand(
            "select subject, body from outbox_mails where account_id = $1 and secret_until is null and delivery = 'at_once' order by id");
        command.Parameters.Add(new() { Value = agent.Id });
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, string)> mails = [];
        while (await reader.ReadAsync())
        {
            mails.Add((reader.GetString(0), reader.GetString(1)));
        }

        return mails;
    }

    private string Now(byte[] key) => Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow()));
}
