using PublicDirectory.Core.Journal;

namespace PublicDirectory.Extranet.Administration;

/// <summary>The journal's codes in French, and where its objects are shown.</summary>
internal static class JournalWords
{
    private static readonly Dictionary<string, string> Actions = new()
    {
        ["passkey.added"] = "Clé d'accès ajoutée",
        ["passkey.renamed"] = "Clé d'accès renommée",
        ["passkey.removed"] = "Clé d'accès retirée",
        ["access_grant.agreed"] = "Habilitation confirmée",
        ["access_grant.granted"] = "Habilitation donnée",
        ["access_grant.kept"] = "Habilitation conservée",
        ["access_grant.revoked"] = "Habilitation retirée",
        ["account.confirmed"] = "Identité confirmée",
        ["account.disabled"] = "Compte désactivé",
        ["account.erased"] = "Personne effacée",
        ["account.enabled"] = "Compte rouvert",
        ["account.entries_exported"] = "Liste de fiches exportée",
        ["account.invitation_accepted"] = "Invitation acceptée",
        ["account.invited"] = "Invitation envoyée",
        ["account.locked"] = "Essais de connexion arrêtés",
        ["account.login_tied"] = "Identité liée",
        ["account.login_untied"] = "Identité déliée",
        ["account.mail_delivery_changed"] = "Envoi des courriels changé",
        ["account.password_changed"] = "Mot de passe changé",
        ["account.password_reset"] = "Mot de passe choisi par un lien",
        ["account.recovery_codes_made"] = "Codes de secours renouvelés",
        ["account.reset_asked"] = "Nouveau mot de passe demandé",
        ["account.second_factor_off"] = "Double authentification désactivée",
        ["account.second_factor_on"] = "Double authentification activée",
        ["account.session_closed"] = "Session fermée",
        ["account.sign_in_failed"] = "Essais de connexion sans succès",
        ["account.signed_in"] = "Connexion",
        ["account.signed_out"] = "Déconnexion",
        ["account.signed_out_by_provider"] = "Session fermée par le fournisseur d'identité",
        ["box.member_added"] = "Membre ajouté à une boîte",
        ["box.member_removed"] = "Membre retiré d'une boîte",
        ["box.opened"] = "Boîte de messages ouverte",
        ["change_request.confirm"] = "Urgence relue",
        ["change_request.correct"] = "Urgence corrigée",
        ["change_request.end"] = "Fin de publication",
        ["change_request.escalate"] = "Relecture en retard signalée",
        ["change_request.extend"] = "Urgence prolongée",
        ["change_request.lapse"] = "Demande périmée",
        ["change_request.publish"] = "Demande publiée",
        ["change_request.publish_urgently"] = "Publication en urgence",
        ["change_request.reject"] = "Demande refusée",
        ["change_request.remind"] = "Rappel envoyé",
        ["change_request.requeue"] = "Demande remise dans la file",
        ["change_request.return"] = "Correction demandée",
        ["change_request.revert"] = "Urgence annulée",
        ["change_request.save"] = "Brouillon enregistré",
        ["change_request.schedule"] = "Publication programmée",
        ["change_request.submit"] = "Demande envoyée",
        ["change_request.supersede"] = "Demande sans objet",
        ["change_request.withdraw"] = "Demande retirée",
        ["conversation.added"] = "Message d'usager ajouté",
        ["conversation.changed"] = "Message d'usager corrigé",
        ["conversation.closed"] = "Message d'usager clos",
        ["conversation.forwarded"] = "Message d'usager transmis",
        ["conversation.memo_sent"] = "Mémo envoyé à l'usager",
        ["conversation.noted"] = "Note interne ajoutée",
        ["conversation.reopened"] = "Message d'usager rouvert",
        ["conversation.spam"] = "Message d'usager indésirable",
        ["conversation.taken"] = "Message d'usager attribué",
        ["conversation.taken_back"] = "Envoi annulé",
        ["conversation.usager_shown"] = "Coordonnées d'un usager affichées",
        ["entry.confirmed"] = "Fiche confirmée",
        ["journal.cut"] = "Début du journal mis en archive",
        ["journal.exported"] = "Journal exporté",
        ["mail.revived"] = "Courriel réessayé",
    };

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["access_grant"] = "habilitation",
        ["account"] = "compte",
        ["box"] = "boîte de messages",
        ["change_request"] = "demande",
        ["conversation"] = "message d'usager",
        ["entry"] = "fiche",
        ["journal"] = "journal",
        ["mail"] = "courriel",
    };

    /// <summary>The code itself where it has no words yet.</summary>
    public static string Of(string action) => Actions.GetValueOrDefault(action, action);

    public static string OfKind(string kind) => Kinds.GetValueOrDefault(kind, kind);

    /// <summary>Where the object is shown; null when it has no page.</summary>
    public static string? PathOf(JournalLine line) => line.ObjectKind switch
    {
        "account" => $"/admin/comptes/{line.ObjectId}",
        // a draft is its author's alone
        "change_request" when line.Action != "change_request.save" => $"/extranet/demandes/{line.ObjectId}",
        "entry" => $"/extranet/fiches/{line.ObjectId}",
        "access_grant" when System.Text.Json.Nodes.JsonNode.Parse(line.Detail)?["account"]?.GetValue<string>() is { } account
            && Guid.TryParse(account, out var id) => $"/admin/comptes/{id}",
        _ => null,
    };
}
