using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Mail;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Links sent by mail, which let in once whoever reads that mail. Only a hash of each is kept.</summary>
internal sealed class AccountLinks(
    NpgsqlDataSource database, TimeProvider clock, IOptions<SignInOptions> options, OutboxOptions outbox, MailSecrets secrets)
{
    private const string Invitation = "invitation";
    private const string Reset = "reset";

    // More would fill someone's mailbox.
    private const int MaxResetsAnHour = 3;

    /// <summary>Writes to a new agent.</summary>
    /// <param name="account">Theirs.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="site">Where agents reach the extranet.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    public Task InviteAsync(Guid account, string service, Uri site, CancellationToken cancellationToken) => SendAsync(
        account,
        Invitation,
        options.Value.InvitationTime,
        $"Votre accès à {service}",
        token => $"""
        Bonjour,

        Un compte a été créé pour vous dans {service}, l'espace des agents qui tiennent à jour l'annuaire des administrations.

        Pour choisir votre mot de passe et vous connecter, ouvrez ce lien :
        {new Uri(site, $"/invitation?jeton={token}")}

        Il ne sert qu'une fois et reste valable {options.Value.InvitationTime.TotalDays:0} jours. Si vous n'attendiez pas ce message, ne faites rien.
        """,
        cancellationToken);

    /// <summary>Writes to someone who forgot their password; nothing for an unknown or disabled account.</summary>
    public async Task ResetAsync(Credentials? account, string service, Uri site, CancellationToken cancellationToken)
    {
        if (account is null || account.IsDisabled || await TooManyAsync(account.AccountId, cancellationToken))
        {
            return;
        }

        await SendAsync(
            account.AccountId,
            Reset,
            options.Value.ResetTime,
            $"Nouveau mot de passe pour {service}",
            token => $"""
            Bonjour,

            Quelqu'un, sans doute vous, a demandé un nouveau mot de passe pour {service}. Pour le choisir, ouvrez ce lien :
            {new Uri(site, $"/mot-de-passe/nouveau?jeton={token}")}

            Il ne sert qu'une fois et reste valable {options.Value.ResetTime.TotalMinutes:0} minutes. Si ce n'était pas vous, ne faites rien : votre mot de passe ne change pas.
            """,
            cancellationToken);
    }

    /// <summary>The account that a link lets in; null for a link that is unknown, used or too old. Opening it uses nothing up.</summary>
    public async Task<Guid?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: 43 })
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<Guid?>(
            "select account_id from account_links where token_hash = $1 and expires_at > $2", cancellationToken, Hash(token), Now);
    }

    /// <summary>Uses a link up; false when it was no longer good.</summary>
    public async Task<bool> TakeAsync(string token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            "delete from account_links where token_hash = $1 and expires_at > $2", cancellationToken, Hash(token), Now) == 1;
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private async Task<bool> TooManyAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<long>(
            "select count(*) from account_links where account_id = $1 and purpose = 'reset' and created_at > $2",
            cancellationToken,
            account, Now - Duration.FromHours(1)) >= MaxResetsAnHour;
    }

    private async Task SendAsync(
        Guid account, string purpose, TimeSpan validity, string subject, Func<string, string> body, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = Now;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from account_links where expires_at < $1", cancellationToken, now - Duration.FromDays(1));
        await connection.ExecuteAsync(
            "insert into account_links (token_hash, account_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)",
            cancellationToken,
            Hash(token), account, purpose, now, now + Duration.FromTimeSpan(validity));
        var mail = new OutboxMail(account, subject, secrets.Seal(body(token)), SecretUntil: now + Duration.FromTimeSpan(validity));
        await OutboxWriter.WriteAsync(connection, [mail], now, outbox, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
