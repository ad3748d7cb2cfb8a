using System.Security.Cryptography;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Outbox;

public sealed class OutboxSenderTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private readonly SmtpSink _sink = SmtpSink.Start();
    private Workshop _shop = null!;
    private OutboxOptions _options = null!;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        // Tests of this class share a database: each begins with nothing to send.
        await _shop.ScalarAsync("update outbox_mails set sent_at = now() where sent_at is null and dead_at is null");
        _options = Workshop.Options.Outbox with { Port = _sink.Port };
    }

    public async Task DisposeAsync()
    {
        await _sink.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task Send_AMailInFrench_ArrivesWhole()
    {
        await WriteAsync(
            _shop.Alice, "À valider : Préfecture de l'Aude", "Élodie propose…\n.\nPour l'examiner : https://extranet.example.fr/\n");

        var round = await SendAsync();

        var mail = Assert.Single(_sink.Mails);
        Assert.Equal((1, 0, 0), (round.Sent, round.Postponed, round.Dead));
        Assert.Equal("À valider : Préfecture de l'Aude", mail.Subject);
        Assert.Equal("Élodie propose…\n.\nPour l'examiner : https://extranet.example.fr/\n", mail.Text.TrimEnd('\n') + "\n");
        Assert.Matches("^<[0-9a-f]{32}@example.fr>$", mail.Headers["Message-ID"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(0, (await SendAsync()).Sent);
    }

    [Fact]
    public async Task Send_WithTheServerDownForAnHour_BacksOffThenDrains()
    {
        for (var i = 0; i < 20; i++)
        {
            await WriteAsync(_shop.Alice, $"Mail {i}", "Texte");
        }

        _sink.Close();
        var tries = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            var round = await SendAsync();
            tries += round.Postponed;
            Assert.Equal((0, 0), (round.Sent, round.Dead));
            _shop.Time.Advance(Duration.FromMinutes(1));
        }

        _sink.Open();
        _shop.Time.Advance(Duration.FromMinutes(15));
        var after = await SendAsync();

        Assert.Equal((20, 20), (after.Sent, _sink.Mails.Select(mail => mail.Subject).Distinct().Count()));
        Assert.InRange(tries, 20, 60);
    }

    [Fact]
    public async Task Send_CutBetweenTheMailAndItsAnswer_SendsItAgainWithTheSameMessageId()
    {
        await WriteAsync(_shop.Alice, "Une fois ou deux", "Texte");
        _sink.HangUpAfterData = true;

        var cut = await SendAsync();
        _shop.Time.Advance(Duration.FromMinutes(2));
        var again = await SendAsync();

        Assert.Equal((0, 1, 1), (cut.Sent, cut.Postponed, again.Sent));
        Assert.Equal(2, _sink.Mails.Count);
        Assert.Single(_sink.Mails.Select(mail => mail.Headers["Message-ID"]).Distinct());
    }

    [Fact]
    public async Task Send_ToAnUnknownAddress_IsADeadLetterUntilRevived()
    {
        await WriteAsync(_shop.Alice, "Inconnu", "Texte");
        await WriteAsync(_shop.Bruno, "Connu", "Texte");
        var address = (await _shop.Accounts.FindAsync(_shop.Alice, default))!.Mail;
        _sink.Unknown[address] = true;

        var round = await SendAsync();
        _sink.Unknown.Clear();
        var mail =
            Guid.Parse((await _shop.ScalarAsync("select id::text from outbox_mails where dead_at is not null and subject = 'Inconnu'"))!);
        var queue = new OutboxQueue(_shop.DataSource, _shop.Time);
        var dead = Assert.Single(await queue.ReadAsync(true, 9, 0, default), letter => letter.Id == mail);
        var revived = await queue.ReviveAsync(_shop.Bruno, mail, default);
        var again = await SendAsync();

        Assert.Equal((1, 1), (round.Sent, round.Dead));
        Assert.Equal((true, 1), (revived, again.Sent));
        Assert.Equal(("Alice", "Inconnu", false), (dead.Name, dead.Subject, dead.IsCleared));
        Assert.Equal("mail.revived", await _shop.ScalarAsync($"select action from journal where object_id = '{mail}'"));
        Assert.False(await queue.ReviveAsync(_shop.Bruno, mail, default));
    }

    [Fact]
    public async Task Send_AfterThreeDaysOfFailures_GivesUp()
    {
        await WriteAsync(_shop.Alice, "Trop tard", "Texte");
        _sink.Close();
        await SendAsync();
        _shop.Time.Advance(Duration.FromDays(3));

        var round = await SendAsync();

        Assert.Equal(1, round.Dead);
        Assert.DoesNotContain(
            "@", await _shop.ScalarAsync("select last_error from outbox_mails where subject = 'Trop tard'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_OfALinkThatLetsInOnce_ClearsItsTextOnceItIsSent()
    {
        await WriteAsync(_shop.Alice, "Ordinaire", "Texte");
        await WriteSecretAsync("Lien parti", Duration.FromHours(1));

        await SendAsync();

        Assert.Contains("https://secret", _sink.Mails[1].Text, StringComparison.Ordinal);
        Assert.Equal("", await _shop.ScalarAsync("select body from outbox_mails where subject = 'Lien parti'"));
        Assert.Equal("Texte", await _shop.ScalarAsync("select body from outbox_mails where subject = 'Ordinaire'"));
    }

    [Fact]
    public async Task Send_OfALinkSealedWithKeysThatAreGone_GivesItUpAndSendsTheOthers()
    {
        await WriteSecretAsync("Lien scellé", Duration.FromHours(1));
        await _shop.ScalarAsync("update outbox_mails set body = 'CfDJ8 autre clé' where subject = 'Lien scellé'");
        await WriteAsync(_shop.Alice, "Ordinaire", "Texte");

        var round = await SendAsync();

        Assert.Equal((1, 1), (round.Sent, round.Dead));
        Assert.Equal("Sealed", await _shop.ScalarAsync("select last_error from outbox_mails where subject = 'Lien scellé'"));
        Assert.Equal("Texte", Assert.Single(_sink.Mails).Text.Trim());
    }

    [Fact]
    public async Task Send_OfALinkThatIsTooOld_GivesUpAndClearsItForGood()
    {
        await WriteSecretAsync("Lien resté", Duration.FromHours(1));
        _sink.Close();
        await SendAsync();
        _shop.Time.Advance(Duration.FromHours(1));

        await SendAsync();

        var queue = new OutboxQueue(_shop.DataSource, _shop.Time);
        var dead = Assert.Single(await queue.ReadAsync(true, 99, 0, default), letter => letter.Subject == "Lien resté");
        Assert.Equal(("Expired", true), (dead.LastError, dead.IsCleared));
        Assert.Equal("", await _shop.ScalarAsync("select body from outbox_mails where subject = 'Lien resté'"));
        Assert.False(await queue.ReviveAsync(_shop.Bruno, dead.Id, default));
    }

    [Fact]
    public async Task State_OfTheQueue_SaysWhatWaitsAndSinceWhen()
    {
        var queue = new OutboxQueue(_shop.DataSource, _shop.Time);
        var before = await queue.ReadStateAsync(default);
        await _shop.Accounts.SetDeliveryAsync(_shop.Alice, MailDelivery.Digest, default);
        var written = _shop.Time.Now;
        await WriteAsync(_shop.Alice, "Demain", "Texte");
        await WriteAsync(_shop.Bruno, "Maintenant", "Texte");
        _sink.Close();
        await SendAsync();
        var failing = await queue.ReadStateAsync(default);
        _sink.Open();
        _shop.Time.Advance(Duration.FromMinutes(2));
        await SendAsync();
        var after = await queue.ReadStateAsync(default);

        Assert.Equal((0L, 0L), (before.Waiting, before.Failing));
        Assert.Equal((1L, 1L, written), (failing.Waiting, failing.Failing, failing.WaitingSince));
        Assert.Equal(before.ForDigests + 1, failing.ForDigests);
        Assert.Equal((0L, before.SentLastDay + 1), (after.Waiting, after.SentLastDay));
    }

    [Fact]
    public async Task Digest_ByChoice_IsOneMailInTheMorningButWhatPressesComesAtOnce()
    {
        await _shop.Accounts.SetDeliveryAsync(_shop.Alice, MailDelivery.Digest, default);
        await WriteAsync(_shop.Alice, "Première", "Texte un");
        await WriteAsync(_shop.Alice, "Deuxième", "Texte deux");
        await WriteAsync(_shop.Alice, "Urgent", "Texte", isPressing: true);

        var at = await SendAsync();
        _shop.Time.Advance(Duration.FromHours(21)); // 10:00 the day before to 07:00 in Paris
        var morning = await Task.WhenAll(SendAsync(), SendAsync());

        Assert.Equal((1, 1), (at.Sent, morning.Sum(round => round.Sent)));
        Assert.Equal(["Urgent", "Vos 2 nouvelles du jour"], _sink.Mails.Select(mail => mail.Subject));
        Assert.Contains("Texte un", _sink.Mails[1].Text, StringComparison.Ordinal);
        Assert.Contains("Texte deux", _sink.Mails[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_FromManyNodesAtOnce_SendsEachOnce()
    {
        for (var i = 0; i < 30; i++)
        {
            await WriteAsync(_shop.Alice, $"Mail {i}", "Texte");
        }

        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync()));

        Assert.Equal((30, 30), (rounds.Sum(round => round.Sent), _sink.Mails.Count));
    }

    [Theory]
    [InlineData("Objet\r\nBcc: tous@example.fr", "Objet  Bcc: tous@example.fr")]
    public async Task Write_ASubjectWithLines_MakesItOne(string subject, string line)
    {
        await WriteAsync(_shop.Alice, subject, "Texte");

        await SendAsync();

        Assert.Equal(line, _sink.Mails.Single().Subject);
        Assert.DoesNotContain("Bcc", _sink.Mails.Single().Headers.Keys);
    }

    private OutboxSender Sender() => new(_shop.DataSource, _shop.Time, _options, Open);

    // The mark that the database asks of sealed texts, and letters the other way round.
    private static string Seal(string text) => $"CfDJ8{new string([.. text.Reverse()])}";

    private static string Open(string text) =>
        text.EndsWith("zervuO", StringComparison.Ordinal) ? new string([.. text[5..].Reverse()]) : throw new CryptographicException();

    private Task<OutboxRound> SendAsync() => Sender().SendDueAsync(default);

    private async Task WriteAsync(Guid account, string subject, string body, bool isPressing = false)
    {
        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        await OutboxWriter.WriteAsync(connection, [new OutboxMail(account, subject, body, isPressing)], _shop.Time.Now, _options, default);
    }

    private async Task WriteSecretAsync(string subject, Duration validity)
    {
        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        var mail = new OutboxMail(_shop.Alice, subject, Seal("Ouvrez https://secret"), SecretUntil: _shop.Time.Now + validity);
        await OutboxWriter.WriteAsync(connection, [mail], _shop.Time.Now, _options, default);
    }
}
