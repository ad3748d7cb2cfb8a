using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Admin;

/// <summary>A person is taken out of every table, whichever they are.</summary>
public sealed class PersonErasureTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Mark = "zorglub";
    private const string Mail = "zorglub.marque@example.fr";

    [Fact]
    public async Task Erase_OfSomeoneWhoDidAllThatLeavesTraces_LeavesNoneInAnyTable()
    {
        var logs = new CapturedLogs();
        var node = logs.Of(host.Start(("SignIn:SecondFactorFor", " ")));
        using var administrator = await host.SignedInAsync("administer");
        await administrator.GetAsync("/admin/comptes/inviter");
        await administrator.SubmitAsync(new Dictionary<string, object?> { ["Name"] = "Zorglub Marque", ["Mail"] = Mail });
        var account = (await host.Service<AccountStore>().FindByMailAsync(Mail, default))!;
        await host.Service<PasswordSignIn>()
            .SetAsync((await host.Service<CredentialStore>().FindAsync(account.Id, default))!, ExtranetHost.Password, default);
        foreach (var right in new[] { "propose", "modify", "publish_urgently" })
        {
            await host.GrantAsync(account.Id, right);
        }

        // Approvers are told by mail who published.
        await host.AgentAsync("approve");
        var entry = await host.PublishAsync(A.Mairie());
        using var person = host.Visit(node);
        await person.SignInAsync(Mail);
        await person.GetAsync($"/extranet/fiches/{entry}/urgence");
        await person.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Message"] = "Panne de courant.", ["Reason"] = "Coupure.", ["IsChecked"] = "true" });
        Assert.StartsWith("Publié à", person.Heading, StringComparison.Ordinal);
        using var visitor = host.Visit(node);
        await visitor.GetAsync("/mot-de-passe/oubli");
        await visitor.SubmitAsync(new { Mail });
        await host.ExecuteAsync(
            "insert into account_logins (provider, subject, account_id, created_at) values ('https://provider.example', 'zorglub-sub', $1, now())", account.Id);
        await using var reader = DirectoryDatabase.Open(host.Database.ReaderConnectionString);
        await new IssueReportBox(reader).DropAsync(
            new IssueReport { EntryId = entry, Code = IssueCode.Wrong, Message = "Zorg\u202Elub\u200B Marque dit que c'est faux.", Email = Mail, At = A.Morning }, new Reporter("192.0.2.0/24", false, 5), default);
        // cleaned
        Assert.Contains(await TracesAsync(), trace => trace.Contains("Zorglub Marque dit que c'est faux.", StringComparison.Ordinal));
        Assert.InRange((await TracesAsync()).Select(trace => trace.Split(':')[0]).Distinct().Count(), 4, 20);

        var (hadAccount, statements) = await host.Service<PersonErasure>().EraseAsync(null, " Zorglub.Marque@example.fr ", default);

        Assert.Equal((true, 1), (hadAccount, statements));
        Assert.Empty(await TracesAsync());
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(logs.Lines);
        // What they did stays, told of nobody; the session is over and nobody signs in as them.
        Assert.Equal(account.Id, await host.ExecuteAsync("select author_id from change_requests where entry_id = $1", entry));
        Assert.Equal(
            1L, await host.ExecuteAsync("select count(*) from journal where object_id = $1 and action = 'account.erased'", account.Id));
        Assert.Equal(
            0L, await host.ExecuteAsync("select count(*) from access_grants where account_id = $1 and revoked_at is null", account.Id));
        await person.GetAsync("/extranet/fiches");
        Assert.Equal("/connexion", person.Address.AbsolutePath);
        await person.SignInAsync(Mail);
        Assert.Equal("/connexion", person.Address.AbsolutePath);
        Assert.Equal((false, 0), await host.Service<PersonErasure>().EraseAsync(null, Mail, default));
        Assert.NotNull(await host.Service<AccountStore>().CreateAsync(Mail, "Quelqu'un d'autre", default)); // the address is free again
    }

    private Task<List<string>> TracesAsync() => Tables.FindAsync(host, "t.text ilike '%' || $1 || '%'", Mark);
}
