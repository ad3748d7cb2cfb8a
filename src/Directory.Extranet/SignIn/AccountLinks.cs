using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Mail;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Links sent by mail, which let in once whoever reads that mail. Only a hash of each is kept.</summary>
internal sealed class AccountLinks(
    IDbContextFactory<DirectoryContext> contexts, PublicAddress address, SignInJournal journal, TimeProvider clock,
    IOptions<SignInOptions> options,
    IOptions<ShellOptions> shell, OutboxOptions outbox, MailSecrets secrets)
{
    /// <summary>What a link is for, and what it alone serves for.</summary>
    public const string Invitation = "invitation";

    public const string Reset = "reset";

    // In a day: more would fill someone's mailbox.
    private const int MostResets = 3;

    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>Writes to a new agent.</summary>
    /// <param name="account">Theirs.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    /// <param name="again">Who invites again, for the journal; null where it says who already.</param>
    public Task InviteAsync(Guid account, CancellationToken cancellationToken, Guid? again = null) => SendAsync(
        account,
        Invitation,
        options.Value.InvitationTime,
        $"Votre accès à {Service}",
        token => $"""
        Bonjour,

        Un compte a été créé pour vous dans {Service}, l'espace des agents qui tiennent à jour l'annuaire des administrations.

        Pour choisir votre mot de passe et vous connecter, ouvrez ce lien :
        {new Uri(address.Uri, $"/invitation?jeton={token}")}

        Il ne sert qu'une fois et reste valable {options.Value.InvitationTime.TotalDays:0} jours. Si vous n'attendiez pas ce message, ne faites rien.
        """,
        again is null ? null : "account.invited",
        again,
        cancellationToken);

    /// <summary>
    /// Writes to someone who forgot their password; nothing for an unknown or disabled account, nor a fourth time in a day.
    /// </summary>
    public async Task ResetAsync(Credentials? account, CancellationToken cancellationToken)
    {
        if (account is null || account.IsDisabled)
        {
            return;
        }

        await SendAsync(
            account.AccountId,
            Reset,
            options.Value.ResetTime,
            $"Nouveau mot de passe pour {Service}",
            token => $"""
            Bonjour,

            Quelqu'un, sans doute vous, a demandé un nouveau mot de passe pour {Service}. Pour le choisir, ouvrez ce lien :
            {new Uri(address.Uri, $"/mot-de-passe/nouveau?jeton={token}")}

            Il ne sert qu'une fois et reste valable {options.Value.ResetTime.TotalMinutes:0} minutes. Si ce n'était pas vous, ne faites rien : votre mot de passe ne change pas.
            """,
            "account.reset_asked",
            null,
            cancellationToken);
    }

    /// <summary>
    /// The account that a link lets in; null for a link that is unknown, for something else, used or too old. Opening it uses nothing up.
    /// </summary>
    public async Task<Guid?> FindAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        if (token is not { Length: 43 })
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Good(context, token, purpose).Select(link => (Guid?)link.AccountId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Uses a link up; false when it was no longer good.</summary>
    public async Task<bool> TakeAsync(string token, string purpose, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Good(context, token, purpose).ExecuteUpdateAsync(set =>
            set.SetProperty(link => link.UsedAt, now), cancellationToken) == 1;
    }

    private Instant Now => clock.GetCurrentInstant();

    private string Service => shell.Value.ServiceName;

    private IQueryable<AccountLink> Good(DirectoryContext context, string token, string purpose)
    {
        var (hash, now) = (Hash(token), Now);
        var soon = now + Recency.Skew;
        return context.Links().Where(link => link.TokenHash == hash && link.Purpose == purpose && link.ExpiresAt > now && link.CreatedAt <= soon
            && link.UsedAt == null);
    }

    private async Task SendAsync(
        Guid account, string purpose, TimeSpan validity, string subject, Func<string, string> body, string? action, Guid? by,
        CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = Now;
        var (end, old, soon) = (now + Duration.FromTimeSpan(validity), now - Day, now + Recency.Skew);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Those who ask at once wait for each other here, whatever their node.
        await context.Database.ExecuteSqlAsync($"select from accounts where id = {account} for update", cancellationToken);
        if (purpose == Reset && await context.Links().CountAsync(
            link => link.AccountId == account && link.Purpose == Reset && link.CreatedAt > old && link.CreatedAt <= soon,
            cancellationToken) >= MostResets)
        {
            return;
        }

        await context.Links().Where(link => link.ExpiresAt < old).ExecuteDeleteAsync(cancellationToken);
        context.Links()
            .Add(new AccountLink { TokenHash = Hash(token), AccountId = account, Purpose = purpose, CreatedAt = now, ExpiresAt = end });
        await context.SaveChangesAsync(cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await OutboxWriter.WriteAsync(
            connection, [new OutboxMail(account, subject, secrets.Seal(body(token)), SecretUntil: end)], now, outbox, cancellationToken);
        if (action is not null)
        {
            await journal.WriteAsync(connection, by, account, action, null, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
