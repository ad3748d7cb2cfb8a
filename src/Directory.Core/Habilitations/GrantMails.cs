using NodaTime;
using Npgsql;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>Where the extranet is reached, and how mails leave.</summary>
/// <param name="ExtranetUrl">Links in mails lead there; asked for when one is written.</param>
/// <param name="Outbox">How they are written.</param>
public sealed record GrantOptions(Func<Uri> ExtranetUrl, OutboxOptions Outbox);

/// <summary>The mails about grants, written in the transaction of what they tell.</summary>
internal static class GrantMails
{
    /// <summary>To those who are asked.</summary>
    public static async Task ToAgreeAsync(
        NpgsqlConnection connection, AccessGrant grant, IReadOnlyList<Guid> asked, Instant now, GrantOptions options,
        CancellationToken cancellationToken)
    {
        var (giver, person) = await NamesAsync(connection, grant, cancellationToken);
        var mails = asked.Where(account => account != grant.AccountId).Select(account => new OutboxMail(
            account,
            $"Habilitation à confirmer : {person}",
            $"""
            {giver} a donné une habilitation à {person} : {grant.Right.InFrench()}, {grant.PerimeterInFrench}.
            Elle ne vaut rien tant qu'une personne qui gère un périmètre plus large ne l'a pas confirmée.
            Vérifiez que {person} existe bien, et n'est pas {giver} sous une autre adresse.

            Pour l'examiner :
            {new Uri(options.ExtranetUrl(), $"/admin/habilitations/{grant.Id}/confirmer")}
            """));
        await OutboxWriter.WriteAsync(connection, [.. mails], now, options.Outbox, cancellationToken);
    }

    /// <summary>To the owner, of what the grant gives or no longer gives.</summary>
    public static async Task ToOwnerAsync(
        NpgsqlConnection connection, AccessGrant grant, bool isGiven, Instant now, GrantOptions options,
        CancellationToken cancellationToken)
    {
        var mail = new OutboxMail(
            grant.AccountId,
            $"Une habilitation vous est {(isGiven ? "donnée" : "retirée")}",
            $"""
            Bonjour,

            Une habilitation a été {(isGiven ? "donnée à" : "retirée de")} votre compte : {grant.Right.InFrench()}, {grant.PerimeterInFrench}.
            Voyez dans « Mon compte » ce que vous pouvez faire : {new Uri(options.ExtranetUrl(), "/mon-compte")}

            Une personne qui gère les accès l'a fait. Si vous ne comprenez pas pourquoi, demandez-lui.
            """,
            IsPressing: true);
        await OutboxWriter.WriteAsync(connection, [mail], now, options.Outbox, cancellationToken);
    }

    /// <summary>To the giver.</summary>
    public static async Task DecidedAsync(
        NpgsqlConnection connection, AccessGrant grant, bool isAgreed, Instant now, GrantOptions options,
        CancellationToken cancellationToken)
    {
        var (_, person) = await NamesAsync(connection, grant, cancellationToken);
        var decided = isAgreed ? "est confirmée : elle vaut dès maintenant." : "n'a pas été confirmée : elle est retirée.";
        var mail = new OutboxMail(
            grant.GrantedBy!.Value,
            $"Habilitation {(isAgreed ? "confirmée" : "refusée")} : {person}",
            $"""
            L'habilitation que vous avez donnée à {person} ({grant.Right.InFrench()}, {grant.PerimeterInFrench}) {decided}
            {new Uri(options.ExtranetUrl(), $"/admin/comptes/{grant.AccountId}")}
            """);
        await OutboxWriter.WriteAsync(connection, [mail], now, options.Outbox, cancellationToken);
    }

    private static async Task<(string Giver, string Person)> NamesAsync(
        NpgsqlConnection connection, AccessGrant grant, CancellationToken cancellationToken) => (
        await connection.ScalarAsync<string>("select name from accounts where id = $1", cancellationToken, grant.GrantedBy) ?? "",
        await connection.ScalarAsync<string>("select name from accounts where id = $1", cancellationToken, grant.AccountId) ?? "");
}
