using Microsoft.AspNetCore.Mvc.Testing;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>The owner of an account hears of what was done to it.</summary>
public sealed class OwnerMailTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    // Its workers look as it starts: before there is anything for them to write.
    private readonly WebApplicationFactory<Program> _node = host.Extranet;

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
            [
                "Double authentification activée", "Nouveaux codes de secours", "Double authentification désactivée",
                "Votre mot de passe est changé"
            ],
            mails.Select(mail => mail.Subject.Split(" – ")[0]));
        Assert.All(mails, mail =>
        {
            Assert.Contains("https://localhost/mot-de-passe/oubli", mail.Body, StringComparison.Ordinal); // what to do when it was not them
            Assert.DoesNotContain(codes, code => mail.Body.Contains(code, StringComparison.Ordinal));
            Assert.DoesNotContain(New, mail.Body, StringComparison.Ordinal);
        });
        Assert.Equal(
            "account.mail_delivery_changed account.password_changed account.recovery_codes_made account.second_factor_off account.second_factor_on account.signed_in account.signed_out",
            await host.ExecuteAsync(
                "select string_agg(distinct action, ' ' order by action) from journal where account_id = $1", agent.Id));
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
        Assert.Equal(
            ["Une habilitation vous est retirée", "Une habilitation vous est donnée"], mails.Select(mail => mail.Subject.Split(" – ")[0]));
        Assert.All(mails, mail => Assert.Contains("Une personne qui gère les accès l'a fait.", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owner_OfAPasswordChosenByALink_IsTold()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.GetAsync("/mot-de-passe/oubli");
        await visitor.SubmitAsync(new { agent.Mail });
        await visitor.GetAsync(
            (await host.LastMailAsync(agent.Mail))!.Split('\n').Single(line => line.Contains("jeton=", StringComparison.Ordinal)).Trim());
        await visitor.SubmitAsync(new { Password = New, Again = New });

        Assert.Equal("Votre mot de passe est changé", (await MailsAsync(agent))[0].Subject.Split(" – ")[0]);
    }

    [Fact]
    public async Task Account_ThatChanges_HasItsLineAndItsMailInTheSameTransaction()
    {
        await host.ExecuteAsOwnerAsync(Watch);
        var (person, mail) = (await host.AgentAsync(), $"{Guid.NewGuid():N}@example.fr");
        using var office = await host.SignedInAsync("administer");
        using var visitor = await host.SignedInAsync(person);
        using var elsewhere = await host.SignedInAsync(person);
        await host.ExecuteAsOwnerAsync("truncate watched");

        await visitor.GetAsync("/mon-compte");
        await visitor.SubmitAsync(new { Delivery = "Digest" });
        await visitor.GetAsync("/mon-compte/second-facteur");
        var key = host.Service<SecondFactor>().Read(person.Id, visitor.Page.QuerySelector("input[name=Proposal]")!.GetAttribute("value"))!;
        await visitor.SubmitAsync(new { Code = Now(key) });
        var code = visitor.Page.QuerySelector(".codes li")!.TextContent;
        await visitor.GetAsync("/mon-compte/second-facteur");
        await visitor.PressAsync("Obtenir de nouveaux codes de secours", new { Code = code });
        code = visitor.Page.QuerySelector(".codes li")!.TextContent;
        await visitor.GetAsync("/mon-compte/mot-de-passe");
        await visitor.SubmitAsync(new { Current = ExtranetHost.Password, Password = New, Again = New });
        using var another = host.Visit(_node);
        await another.SignInAsync(person.Mail, New);
        await another.SubmitAsync(new { Code = code });
        await visitor.GetAsync("/mon-compte/sessions");
        await visitor.PressAsync("Fermer mes autres sessions");
        await visitor.GetAsync("/");
        await visitor.SubmitAsync(form: "header form");
        foreach (var handler in new[] { "ResetFactor", "Invite", "Disable", "Enable" })
        {
            await office.GetAsync($"/admin/comptes/{person.Id}");
            await office.PostAsync($"/admin/comptes/{person.Id}?handler={handler}", [new("__RequestVerificationToken", office.Token)]);
        }

        await office.GetAsync("/admin/comptes/inviter");
        await office.SubmitAsync(new Dictionary<string, object?> { ["Name"] = "Nadia Petit", ["Mail"] = mail, ["Form.Right"] = "aucune" });
        using var invited = host.Visit(_node);
        await invited.GetAsync(
            (await host.LastMailAsync(mail))!.Split('\n').Single(line => line.Contains("jeton=", StringComparison.Ordinal)).Trim());
        await invited.SubmitAsync(new { Password = New, Again = New });

        Assert.Equal("", await host.ExecuteAsync(
            """
            select coalesce(string_agg(distinct w.relation || ' ' || w.what, ', '), '') from watched w
            where w.relation <> 'journal' and not exists (select from watched j where j.relation = 'journal' and j.transaction = w.transaction)
            """));
        Assert.Equal(
            "account_credentials account_recovery_codes accounts journal outbox_mails sessions",
            await host.ExecuteAsync("select string_agg(distinct relation, ' ' order by relation) from watched"));
        Assert.Equal(
            "account.disabled account.enabled account.invitation_accepted account.invited account.mail_delivery_changed account.password_changed "
            + "account.recovery_codes_made account.second_factor_off account.second_factor_on account.session_closed account.signed_in account.signed_out",
            await host.ExecuteAsync(
                "select string_agg(distinct j.action, ' ' order by j.action) from journal j join watched w on w.relation = 'journal' and w.row_id = j.id::text"));
    }

    // What is given, changed and taken of accounts. Tries of passwords are counted in rows of their own; links are told by their mail.
    private const string Watch =
        """
        create table watched (transaction bigint not null, relation text not null, what text not null, row_id text);
        grant select on watched to public;
        create function watch() returns trigger language plpgsql security definer as $$
        begin
            insert into watched values (txid_current(), tg_table_name, tg_op, to_jsonb(coalesce(new, old)) ->> 'id');
            return null;
        end $$;
        create trigger tr_watch after insert or update or delete on accounts for each row execute function watch();
        create trigger tr_watch after update of password_hash, totp_key, security_stamp on account_credentials for each row
            when (old.security_stamp is distinct from new.security_stamp) execute function watch();
        create trigger tr_watch after insert on account_recovery_codes for each row execute function watch();
        create trigger tr_watch after insert on sessions for each row execute function watch();
        create trigger tr_watch_end after update on sessions for each row when (old.ended_at is null and new.ended_at is not null) execute function watch();
        create trigger tr_watch after insert on outbox_mails for each row when (new.secret_until is null) execute function watch();
        create trigger tr_watch after insert on journal for each row execute function watch();
        """;

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
