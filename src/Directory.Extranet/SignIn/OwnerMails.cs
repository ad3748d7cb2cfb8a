using Microsoft.Extensions.Options;
using NodaTime;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// What the owner of an account is told of it at once: what was done, and what to do when it was not them. Never a secret.
/// </summary>
internal sealed class OwnerMails(IOptions<ShellOptions> shell, PublicAddress address)
{
    private const string Own =
        "Si c'est vous, il n'y a rien à faire. Sinon, choisissez tout de suite un nouveau mot de passe ({0}), fermez les sessions que vous ne "
        + "connaissez pas dans « Mon compte », et prévenez la personne qui gère les accès.";

    private const string Others =
        "Une personne qui gère les accès l'a fait. Si vous ne comprenez pas pourquoi, demandez-lui.";

    // By action of the journal.
    private static readonly Dictionary<string, (string Subject, string What)> Words = new()
    {
        ["account.invitation_accepted"] =
            ("Votre mot de passe est choisi", "Le mot de passe de votre compte a été choisi par le lien d'une invitation. Vos sessions sont fermées."),
        ["account.locked"] = (
            "Beaucoup d'essais de connexion à votre compte",
            "Quelqu'un a essayé plusieurs fois de se connecter à votre compte, sans y arriver. Les essais sont arrêtés pour un moment là d'où ils viennent ; "
            + "là où vous vous connectez d'habitude, rien ne change. Si un endroit nouveau vous est fermé, demandez un nouveau mot de passe."),
        ["account.login_tied"] =
            ("Une identité est liée à votre compte", "Votre compte a été lié à une identité d'un fournisseur : elle permet de s'y connecter."),
        ["account.login_untied"] =
            ("Une identité n'est plus liée à votre compte", "L'identité d'un fournisseur ne permet plus de se connecter à votre compte."),
        ["account.password_changed"] =
            ("Votre mot de passe est changé", "Le mot de passe de votre compte a été changé. Vos autres sessions sont fermées."),
        ["account.password_reset"] =
            ("Votre mot de passe est changé", "Le mot de passe de votre compte a été choisi par un lien reçu par courriel. Vos sessions sont fermées."),
        ["account.recovery_codes_made"] =
            ("Nouveaux codes de secours", "De nouveaux codes de secours ont été donnés pour votre compte. Les précédents ne servent plus."),
        ["account.second_factor_off"] =
            ("Double authentification désactivée", "La double authentification de votre compte a été désactivée."),
        ["account.second_factor_on"] =
            ("Double authentification activée", "La double authentification de votre compte a été activée, avec une application et des codes de secours."),
    };

    /// <summary>The mail for an action; null for one that needs none.</summary>
    /// <param name="action">Of the journal.</param>
    /// <param name="account">To whom.</param>
    /// <param name="by">Who did it; null when nobody knows.</param>
    /// <param name="at">When.</param>
    public OutboxMail? Of(string action, Guid account, Guid? by, Instant at) => Words.TryGetValue(action, out var words)
        ? new OutboxMail(
            account,
            $"{words.Subject} – {shell.Value.ServiceName}",
            $"""
            Bonjour,

            {words.What}

            C'était le {FrenchDates.Of(at)} (heure de Paris).

            {(by is null || by == account
                ? Own.Replace("{0}", new Uri(address.Uri, "/mot-de-passe/oubli").ToString(), StringComparison.Ordinal)
                : Others)}
            """,
            IsPressing: true)
        : null;
}
