using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Outbox;

/// <summary>What operators' mail servers ask for, with a real one.</summary>
public sealed class MailServerTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        await _shop.ScalarAsync("update outbox_mails set sent_at = now() where sent_at is null and dead_at is null");
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task Send_SeveralMailsEncryptedWithAPassword_UsesOneConnection(MailSecurity security)
    {
        await using var server = await MailServer.StartAsync(secure: security is MailSecurity.Tls);
        await WriteAsync("Un", "Deux", "Trois");

        var round = await SendAsync(server, Options(server, security) with { Password = "le bon" });

        Assert.Equal(new OutboxRound(3, 0, 0), round);
        await Eventually.HoldsAsync(() => Task.FromResult(server.Did("mail").Count == 3));
        Assert.Single(server.Did("connect"));
        Assert.All(server.Did("mail"), mail => Assert.True(mail.GetProperty("secure").GetBoolean()));
        Assert.Equal("PLAIN", Assert.Single(server.Did("sign in")).GetProperty("method").GetString());
    }

    [Fact]
    public async Task Send_WithAccessTokens_AsksForOneAndUsesItInEachRound()
    {
        await using var server = await MailServer.StartAsync(secure: true);
        var options = Options(server, MailSecurity.Tls) with
        {
            AccessTokens =
                new MailTokenSource { Endpoint = server.TokenEndpoint, ClientId = "annuaire", ClientSecret = "secret", Scope = "mail" },
        };
        var sender = new OutboxSender(_shop.DataSource, _shop.Time, options, text => text);
        await WriteAsync("Un");
        var first = await sender.SendDueAsync(default);
        await WriteAsync("Deux");
        var second = await sender.SendDueAsync(default);

        Assert.Equal((1, 1), (first.Sent, second.Sent));
        await Eventually.HoldsAsync(() => Task.FromResult(server.Did("mail").Count == 2));
        Assert.Equal("mail", Assert.Single(server.Did("token")).GetProperty("scope").GetString());
        Assert.All(server.Did("sign in"), signIn => Assert.Equal("XOAUTH2", signIn.GetProperty("method").GetString()));
    }

    [Theory]
    [InlineData("certificate", "Certificate")] // an authority that nobody here trusts
    [InlineData("name", "Certificate")] // the certificate is for another host
    [InlineData("password", "SignIn")]
    [InlineData("tokens", "AccessToken")]
    public async Task Send_WhereTheServerOrItsSignInIsWrong_KeepsAllMailsForLater(string what, string code)
    {
        await using var server = await MailServer.StartAsync(secure: true);
        var options = Options(server, MailSecurity.Tls) with { Password = what == "password" ? "le mauvais" : "le bon" };
        options = what switch
        {
            "certificate" => options with { CertificateAuthority = null },
            "name" => options with { Host = "127.0.0.1" },
            "tokens" => options with
            {
                AccessTokens = new MailTokenSource { Endpoint = server.TokenEndpoint, ClientId = "annuaire", ClientSecret = "faux" },
            },
            _ => options,
        };
        await WriteAsync("Un", "Deux");

        var round = await SendAsync(server, options);

        Assert.Equal(new OutboxRound(0, 1, 0), round);
        Assert.Empty(server.Did("mail"));
        Assert.Equal(code, await _shop.ScalarAsync("select last_error from outbox_mails where last_error is not null and sent_at is null"));
        await _shop.ScalarAsync("update outbox_mails set sent_at = now() where sent_at is null");
    }

    [Fact]
    public async Task Send_WhereOneRecipientIsRefusedForNow_SendsTheOthers()
    {
        var alice = (await _shop.Accounts.FindAsync(_shop.Alice, default))!.Mail;
        await using var server = await MailServer.StartAsync(secure: true, new() { [alice] = 451 });
        await WriteAsync("Un");
        await using (var connection = await _shop.DataSource.OpenConnectionAsync())
        {
            await OutboxWriter.WriteAsync(
                connection, [new OutboxMail(_shop.Bruno, "Deux", "Texte")], _shop.Time.Now, Workshop.Options.Outbox, default);
        }

        var round = await SendAsync(server, Options(server, MailSecurity.Tls) with { Password = "le bon" });

        Assert.Equal(new OutboxRound(1, 1, 0), round);
        Assert.Single(server.Did("connect"));
    }

    private static OutboxOptions Options(MailServer server, MailSecurity security) => Workshop.Options.Outbox with
    {
        Host = "localhost", Port = server.Port, Security = security, UserName = "annuaire", CertificateAuthority = server.AuthorityFile,
    };

    private Task<OutboxRound> SendAsync(MailServer server, OutboxOptions options) =>
        new OutboxSender(_shop.DataSource, _shop.Time, options, text => text).SendDueAsync(default);

    private async Task WriteAsync(params string[] subjects)
    {
        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        await OutboxWriter.WriteAsync(
            connection, [.. subjects.Select(subject => new OutboxMail(_shop.Alice, subject, "Texte"))], _shop.Time.Now,
            Workshop.Options.Outbox, default);
    }
}
