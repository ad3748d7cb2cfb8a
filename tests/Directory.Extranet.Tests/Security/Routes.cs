using PublicDirectory.Core.Habilitations;
using static PublicDirectory.Core.Habilitations.AccessRight;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>
/// Every route of the extranet, and what it takes. A new page or handler is a new line here: the tests of
/// <see cref="AuthorizationTests"/> name those that are missing.
/// </summary>
internal static class Routes
{
    public static readonly IReadOnlyList<Route> All =
    [
        // Without a session
        Open("GET /health/live"),
        Open("GET /health/ready"),
        Open("GET /.well-known/security.txt"),
        Open("GET /connexion"),
        Open("POST /connexion"),
        Open("GET /connexion/code"),
        Open("POST /connexion/code"),
        Open("POST /connexion/code Options"),
        Open("POST /connexion/code Passkey"),
        Open("GET /connexion/cle"),
        Open("POST /connexion/cle"),
        Open("POST /connexion/cle Options"),
        Open("GET /connexion/fournisseur"),
        Open("GET /connexion/retour"),
        Open("POST /connexion/retour"),
        Open("POST /connexion/fin") with { TakesNoToken = true }, // by the provider's token
        Open("GET /connexion/second-facteur"),
        Open("POST /connexion/second-facteur"),
        Open("GET /deconnexion"),
        Open("POST /deconnexion"),
        Open("GET /invitation"),
        Open("POST /invitation"),
        Open("GET /mot-de-passe/nouveau"),
        Open("POST /mot-de-passe/nouveau"),
        Open("GET /mot-de-passe/oubli"),
        Open("POST /mot-de-passe/oubli"),
        Open("GET /affichage"),
        Open("POST /affichage"),
        Open("GET /aide"),
        Open("GET /accessibilite"),
        Open("GET /donnees-personnelles"),
        Open("GET /mentions-legales"),
        Open("GET /erreur/{code:int}"),

        // Of whoever is signed in
        Own("GET /"),
        Own("GET /Index"),
        Own("GET /mon-compte"),
        Own("GET /extranet/choix/{source}"),
        Own("POST /mon-compte Delivery"),
        Grave(Own("GET /mon-compte/fournisseur")),
        Grave(Own("POST /mon-compte/fournisseur Tie")),
        Grave(Own("POST /mon-compte/fournisseur Forget")),
        Grave(Own("POST /mon-compte/fournisseur Untie")),
        Grave(Own("GET /mon-compte/mot-de-passe")),
        Grave(Own("POST /mon-compte/mot-de-passe")),
        Grave(Own("GET /mon-compte/second-facteur")),
        Grave(Own("POST /mon-compte/second-facteur On")),
        Grave(Own("POST /mon-compte/second-facteur Renew")),
        Grave(Own("POST /mon-compte/second-facteur Off")),
        Own("GET /mon-compte/sessions"),
        Own("POST /mon-compte/sessions Close"),
        Own("POST /mon-compte/sessions Elsewhere"),
        Grave(Own("GET /mon-compte/cles")),
        Grave(Own("POST /mon-compte/cles Options")),
        Grave(Own("POST /mon-compte/cles Add")),
        Grave(Own("POST /mon-compte/cles Rename")),
        Grave(Own("POST /mon-compte/cles Remove")),
        Own("GET /connexion/confirmer"),
        Own("POST /connexion/confirmer Options"),
        Own("POST /connexion/confirmer Passkey"),
        Own("POST /connexion/confirmer Code"),
        Own("POST /connexion/confirmer Password"),
        Own("GET /extranet/saisies"),
        Own("POST /extranet/saisies Forget"),

        // Entries, section by section
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/identite", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/identite", EntryAction.Propose, "name", "acronym", "mission", "parent", "commune", "addresses", "externalIds", "responsible"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/contacts", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/contacts", EntryAction.Propose, "channels"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/contacts/{index:int}/horaires", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/contacts/{index:int}/horaires", EntryAction.Propose, "channels") with
        {
            Fields = [("Form.Channel", "{channel}")],
        },
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/contacts/{index:int}/horaires Apercu", EntryAction.View) with
        {
            Fields = [("Form.Channel", "{channel}")],
        },
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/horaires", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/horaires Apercu", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/horaires", EntryAction.Propose, "openingHours"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/fermetures", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/fermetures", EntryAction.Propose, "openingHours", "notices"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/fermetures/{key}", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/fermetures/{key}", EntryAction.Propose, "openingHours", "notices"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/services", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/services", EntryAction.Propose, "types"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/competence", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/competence", EntryAction.Propose, "competences"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/acces", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/acces", EntryAction.Propose, "accessibility", "peakTimes"),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/presentation", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/presentation", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/classement", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/classement", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/situations", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/situations", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/documents", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/documents", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/etapes", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/etapes", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/en-ligne", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/en-ligne", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/cout-et-delai", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/cout-et-delai", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/traitement", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/traitement", EntryAction.Propose),
        On(RouteObject.Demarche, "GET /extranet/fiches/{id:guid}/texte", EntryAction.View),
        On(RouteObject.Demarche, "POST /extranet/fiches/{id:guid}/texte", EntryAction.Propose),
        On(RouteObject.ServiceType, "GET /extranet/fiches/{id:guid}/nature", EntryAction.View),
        On(RouteObject.ServiceType, "POST /extranet/fiches/{id:guid}/nature", EntryAction.Propose),
        On(RouteObject.Notice, "GET /extranet/fiches/{id:guid}/message", EntryAction.View),
        On(RouteObject.Notice, "POST /extranet/fiches/{id:guid}/message", EntryAction.Propose),
        On(RouteObject.Notice, "GET /extranet/fiches/{id:guid}/concernes", EntryAction.View),
        On(RouteObject.Notice, "POST /extranet/fiches/{id:guid}/concernes", EntryAction.Propose),
        On(RouteObject.LocalComplement, "GET /extranet/fiches/{id:guid}/complement", EntryAction.View),
        On(RouteObject.LocalComplement, "POST /extranet/fiches/{id:guid}/complement", EntryAction.Propose),
        On(RouteObject.LocalComplement, "GET /extranet/fiches/{id:guid}/documents-locaux", EntryAction.View),
        On(RouteObject.LocalComplement, "POST /extranet/fiches/{id:guid}/documents-locaux", EntryAction.Propose),

        // Entries as wholes
        Own("GET /extranet/fiches"),
        Own("GET /extranet/fiches/exporter"),
        Right("GET /extranet/fiches/confirmer", Modify),
        On(RouteObject.Administration, "POST /extranet/fiches/confirmer", EntryAction.ConfirmContent) with
        {
            Rights = [Modify], Fields = [("fiche", "{id}:1")],
        },
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}", EntryAction.View),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/envoi", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/envoi", EntryAction.View), // without a draft there is nothing to send
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/envoi Jeter", EntryAction.View),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/conflit", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/conflit", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/conflit Abandonner", EntryAction.View),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/historique", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/historique", EntryAction.Propose) with { Fields = [(
            "version", "1")] },
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/historique/comparaison", EntryAction.View) with { Query = "avant=1&apres=1" },
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/fermetures/{key}/supprimer", EntryAction.Propose, "openingHours", "notices"),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/fermetures/{key}/supprimer", EntryAction.Propose, "openingHours", "notices"),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/fermetures/{key} Apercu", EntryAction.View),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/suspendre", EntryAction.Propose, "notices"),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/suspendre", EntryAction.Propose, "notices"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/dupliquer", EntryAction.Create),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/dupliquer", EntryAction.Create),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/retirer", EntryAction.Remove),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/retirer", EntryAction.Remove),
        On(RouteObject.Removed, "GET /extranet/fiches/{id:guid}/retablir", EntryAction.BringBack),
        On(RouteObject.Removed, "POST /extranet/fiches/{id:guid}/retablir", EntryAction.BringBack),
        Right("GET /extranet/fiches/nouvelle", Modify),
        Right("POST /extranet/fiches/nouvelle", Modify),
        Right("GET /extranet/fiches/nouvelle/demarche", Modify),
        Right("POST /extranet/fiches/nouvelle/demarche", Modify),
        Right("GET /extranet/fiches/nouvelle/service-type", Modify),
        Right("POST /extranet/fiches/nouvelle/service-type", Modify),
        Right("GET /extranet/fiches/nouvelle/message", Modify),
        Right("POST /extranet/fiches/nouvelle/message", Modify),
        Right("GET /extranet/fiches/nouvelle/complement", Modify) with { Object = RouteObject.Demarche, Query = "demarche={id}" },
        Right("POST /extranet/fiches/nouvelle/complement", Modify) with { Object = RouteObject.Demarche, Query = "demarche={id}" },

        // What cannot wait
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/urgence", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/urgence", EntryAction.PublishUrgently, "openingHours", "notices"),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/urgence/contact", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/urgence/contact", EntryAction.PublishUrgently, "channels"),
        On(RouteObject.Administration, "GET /extranet/urgence", EntryAction.View) with { Query = "fiche={id}" },
        On(RouteObject.Administration, "POST /extranet/urgence", EntryAction.PublishUrgently, "openingHours", "notices") with { Fields = [(
            "Entries", "{id}")] },
        Right("GET /extranet/urgence/accueil", AccessRight.PublishUrgently),
        On(RouteObject.Administration, "GET /extranet/urgence/fiches", EntryAction.View) with { Query = "fiche={id}" },
        On(RouteObject.Administration, "GET /extranet/fermeture", EntryAction.View) with { Query = "fiche={id}" },
        On(RouteObject.Administration, "POST /extranet/fermeture", EntryAction.View) with { Fields = [("Entries", "{id}")] }, // says of each why not
        On(RouteObject.UrgentAction, "GET /extranet/urgences/{action:guid}", EntryAction.View),
        On(RouteObject.UrgentAction, "GET /extranet/urgences/{action:guid}/fin", EntryAction.View),
        On(RouteObject.UrgentAction, "POST /extranet/urgences/{action:guid}/fin", EntryAction.EndUrgent),
        On(RouteObject.UrgentAction, "GET /extranet/urgences/{action:guid}/prolonger", EntryAction.View),
        On(RouteObject.UrgentAction, "POST /extranet/urgences/{action:guid}/prolonger", EntryAction.EndUrgent) with { Fields = [(
            "End.Kind", "inconnu")] },

        // Requests
        Own("GET /extranet/validations"),
        On(RouteObject.Submitted, "GET /extranet/demandes/{id:guid}", EntryAction.View),
        On(RouteObject.Submitted, "POST /extranet/demandes/{id:guid} Retirer", EntryAction.Withdraw),
        On(RouteObject.Submitted, "POST /extranet/demandes/{id:guid} Reprendre", EntryAction.View) with { IsTheAuthors = true },
        On(RouteObject.Submitted, "GET /extranet/validations/{id:guid}", EntryAction.View),
        On(RouteObject.Submitted, "POST /extranet/validations/{id:guid} Corriger", EntryAction.Return, "channels") with { Fields = Decision },
        On(RouteObject.Submitted, "POST /extranet/validations/{id:guid} Refuser", EntryAction.Reject, "channels") with { Fields = Decision },
        On(RouteObject.Submitted, "GET /extranet/validations/{id:guid}/ensemble", EntryAction.Approve, "channels"),
        On(RouteObject.Submitted, "POST /extranet/validations/{id:guid}/ensemble", EntryAction.Approve, "channels") with { Fields = [(
            "demande", "{id}:{revision}")] },
        On(RouteObject.Submitted, "GET /extranet/validations/{id:guid}/valider", EntryAction.Approve, "channels"),
        On(RouteObject.Submitted, "POST /extranet/validations/{id:guid}/valider", EntryAction.Approve, "channels") with { Fields = Decision },
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/urgence Apercu", EntryAction.PublishUrgently, "openingHours", "notices"),
        On(RouteObject.Administration, "POST /extranet/urgence Apercu", EntryAction.PublishUrgently, "openingHours", "notices") with { Fields = [("Entries", "{id}")] },
        On(RouteObject.Urgent, "GET /extranet/validations/{id:guid}/urgence", EntryAction.View),
        On(RouteObject.Urgent, "POST /extranet/validations/{id:guid}/urgence", EntryAction.ConfirmUrgent, "channels") with { Fields = [(
            "decision", "relu")] },

        // Reports
        Right("GET /extranet/alertes", Modify),
        On(RouteObject.Report, "GET /extranet/alertes/{id:guid}", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Attribuer", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Reporter", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Reprendre", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Commenter", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Fusionner", EntryAction.HandleReports),
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Clore", EntryAction.HandleReports) with { Fields = [("Outcome", "Exact")] },
        On(RouteObject.Report, "POST /extranet/alertes/{id:guid} Rouvrir", EntryAction.HandleReports),
        On(RouteObject.Administration, "GET /extranet/fiches/{id:guid}/signaler", EntryAction.View),
        On(RouteObject.Administration, "POST /extranet/fiches/{id:guid}/signaler", EntryAction.View) with { Fields = [("Code", "Wrong")] },

        // The desk
        Right("GET /orientation", Orient),
        Right("GET /orientation/nouveau", Orient),
        Right("POST /orientation/nouveau", Orient),
        Conversation("GET /orientation/messages/{id:guid}"),
        Conversation("POST /orientation/messages/{id:guid} Afficher"),
        Conversation("POST /orientation/messages/{id:guid} Annuler"),
        Conversation("POST /orientation/messages/{id:guid} Clore"),
        Conversation("POST /orientation/messages/{id:guid} Commune"),
        Conversation("POST /orientation/messages/{id:guid} Demarche"),
        Conversation("POST /orientation/messages/{id:guid} Etiqueter"),
        Conversation("POST /orientation/messages/{id:guid} Indesirable"),
        Conversation("POST /orientation/messages/{id:guid} Noter"),
        Conversation("POST /orientation/messages/{id:guid} PourNous"),
        Conversation("POST /orientation/messages/{id:guid} Rouvrir"),
        Conversation("POST /orientation/messages/{id:guid} Transmettre"),
        Conversation("GET /orientation/messages/{id:guid}/memo"),
        Conversation("POST /orientation/messages/{id:guid}/memo"),

        // Administration
        Right("GET /admin", Administer),
        Right("GET /admin/comptes", Administer),
        Grave(Right("GET /admin/comptes/inviter", Administer)),
        Grave(Right("POST /admin/comptes/inviter", Administer)),
        Account("GET /admin/comptes/{id:guid}"),
        Grave(Account("POST /admin/comptes/{id:guid} Disable")),
        Grave(Account("POST /admin/comptes/{id:guid} Enable")),
        Grave(Account("POST /admin/comptes/{id:guid} ResetFactor")),
        Grave(Account("POST /admin/comptes/{id:guid} Invite")),
        Grave(Account("GET /admin/comptes/{id:guid}/habilitation")),
        Grave(Account("POST /admin/comptes/{id:guid}/habilitation")),
        Right("GET /admin/habilitations", Administer),
        Right("GET /admin/habilitations/adresse", Administer),
        Right("GET /admin/habilitations/revue", Administer),
        Grave(Right("POST /admin/habilitations/revue", Administer)),
        Grave(
            Right("GET /admin/habilitations/{id:guid}/retirer", Administer) with { Object = RouteObject.Grant, Action = EntryAction.Administer }),
        Grave(
            Right("POST /admin/habilitations/{id:guid}/retirer", Administer) with { Object = RouteObject.Grant, Action = EntryAction.Administer }),
        Grave(
            Right("GET /admin/habilitations/{id:guid}/confirmer", Administer) with { Object = RouteObject.PendingGrant, Action = EntryAction.Administer }),
        Grave(Right("POST /admin/habilitations/{id:guid}/confirmer", Administer) with
        {
            Object = RouteObject.PendingGrant, Action = EntryAction.Administer, IsForThoseAbove = true,
        }),
        Right("GET /admin/boites", Administer),
        Grave(Right("POST /admin/boites", Administer)),
        Box("GET /admin/boites/{id:guid}"),
        Grave(Box("POST /admin/boites/{id:guid} Ajouter")),
        Grave(Box("POST /admin/boites/{id:guid} Retirer")),
        Right("GET /admin/journal", Administer) with { Everywhere = true },
        Grave(Right("GET /admin/journal/export", Administer) with { Everywhere = true }),
        Right("GET /admin/courriels", Administer) with { Everywhere = true },
        Right("POST /admin/courriels Retry", Administer) with { Everywhere = true },
    ];

    private static (string Name, string Value)[] Decision => [("Revision", "{revision}"), ("Comment", "Précisez.")];

    private static Route Open(string name) => new(name) { IsOpen = true };

    // Not with a stolen cookie.
    private static Route Grave(Route route) => route with { TakesRecentProof = true };

    private static Route Own(string name) => new(name);

    private static Route Right(string name, params AccessRight[] rights) => new(name) { Rights = rights };

    private static Route On(RouteObject kind, string name, EntryAction action, params string[] blocks) =>
        new(name) { Object = kind, Action = action, Blocks = blocks };

    private static Route Conversation(string name) => Right(name, Orient) with { Object = RouteObject.Conversation };

    // A conversation of the scene has its box's id.
    private static Route Box(string name) =>
        Right(name, Administer) with { Object = RouteObject.Conversation, Action = EntryAction.Administer };

    private static Route Account(string name) =>
        Right(name, Administer) with { Object = RouteObject.Account, Action = EntryAction.Administer };
}
