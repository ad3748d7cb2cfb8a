using PublicDirectory.Core.Documents;
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
        Open("GET /connexion"),
        Open("POST /connexion"),
        Open("GET /connexion/code"),
        Open("POST /connexion/code"),
        Open("GET /connexion/fournisseur"),
        Open("GET /connexion/retour"),
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
        Open("POST /erreur/{code:int}") with { TakesNoToken = true },

        // Of whoever is signed in
        Own("GET /"),
        Own("GET /Index"),
        Own("GET /mon-compte"),
        Own("POST /mon-compte Delivery"),
        Own("POST /mon-compte Elsewhere"),
        Own("GET /mon-compte/mot-de-passe"),
        Own("POST /mon-compte/mot-de-passe"),
        Own("GET /mon-compte/second-facteur"),
        Own("POST /mon-compte/second-facteur On"),
        Own("POST /mon-compte/second-facteur Renew"),
        Own("POST /mon-compte/second-facteur Off"),
        Own("GET /extranet/saisies"),
        Own("POST /extranet/saisies Forget"),

        // Entries
        Entry("GET /extranet/fiches/{id:guid}/acces", EntryAction.View),
        Entry("POST /extranet/fiches/{id:guid}/acces", EntryAction.Propose, "accessibility", "peakTimes"),

        // Entries that are no administrations
        Right("GET /extranet/fiches/nouvelle/demarche", Modify),
        Right("POST /extranet/fiches/nouvelle/demarche", Modify),
        Right("GET /extranet/fiches/nouvelle/service-type", Modify),
        Right("POST /extranet/fiches/nouvelle/service-type", Modify),
        Right("GET /extranet/fiches/nouvelle/message", Modify),
        Right("POST /extranet/fiches/nouvelle/message", Modify),
        Right("GET /extranet/fiches/nouvelle/complement", Modify),
        Right("POST /extranet/fiches/nouvelle/complement", Modify),
        .. Sections(EntryKind.Demarche, RouteObject.Demarche),
        .. Sections(EntryKind.ServiceType, RouteObject.ServiceType),
        .. Sections(EntryKind.Notice, RouteObject.Notice),
        .. Sections(EntryKind.LocalComplement, RouteObject.Complement),

        // Administration
        Right("GET /admin", Administer),
        Right("GET /admin/comptes", Administer),
        Right("GET /admin/comptes/inviter", Administer),
        Right("POST /admin/comptes/inviter", Administer),
        Right("GET /admin/comptes/{id:guid}", Administer) with { Object = RouteObject.Account },
        Account("POST /admin/comptes/{id:guid} Disable"),
        Account("POST /admin/comptes/{id:guid} Enable"),
        Account("POST /admin/comptes/{id:guid} ResetFactor"),
        Account("POST /admin/comptes/{id:guid} Invite"),
        Right("GET /admin/comptes/{id:guid}/habilitation", Administer) with { Object = RouteObject.Account },
        Right("POST /admin/comptes/{id:guid}/habilitation", Administer) with { Object = RouteObject.Account },
        Right("GET /admin/habilitations", Administer),
        Right("GET /admin/habilitations/adresse", Administer),
        Right("GET /admin/habilitations/revue", Administer),
        Right("POST /admin/habilitations/revue", Administer),
        Right("GET /admin/habilitations/{id:guid}/retirer", Administer) with { Object = RouteObject.Grant, Action = EntryAction.Administer },
        Right("POST /admin/habilitations/{id:guid}/retirer", Administer) with { Object = RouteObject.Grant, Action = EntryAction.Administer },
        Right("GET /admin/journal", Administer) with { Everywhere = true },
        Right("GET /admin/journal/export", Administer) with { Everywhere = true },
        Right("GET /admin/courriels", Administer) with { Everywhere = true },
        Right("POST /admin/courriels Retry", Administer) with { Everywhere = true },
    ];

    private static Route Open(string name) => new(name) { IsOpen = true };

    private static Route Own(string name) => new(name);

    private static Route Right(string name, params AccessRight[] rights) => new(name) { Rights = rights };

    private static Route Entry(string name, EntryAction action, params string[] blocks) =>
        new(name) { Object = RouteObject.Entry, Action = action, Blocks = blocks };

    // Each is seen and proposed to like the first of all, which is written out above.
    private static IEnumerable<Route> Sections(EntryKind kind, RouteObject thing) => Editing.Sections.Of(kind)
        .Where(section => section.Blocks.Count > 0)
        .SelectMany(section => new[]
        {
            Entry($"GET /extranet/fiches/{{id:guid}}/{section.Slug}", EntryAction.View) with { Object = thing },
            Entry($"POST /extranet/fiches/{{id:guid}}/{section.Slug}", EntryAction.Propose, [.. section.Blocks]) with { Object = thing },
        });

    private static Route Account(string name) => Right(name, Administer) with { Object = RouteObject.Account, Action = EntryAction.Administer };
}
