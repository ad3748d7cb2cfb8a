using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication]
internal sealed class InviterModel(
    AccountStore accounts, AdministeredAccounts administered, AccountLinks links, SignInJournal journal, GrantDesk desk,
    GrantAdministration administration, GrantAgreements agreements, OutboxOptions mail) : PageModel
{
    [BindProperty]
    [Display(Name = "Nom")]
    [Required(ErrorMessage = "Saisissez le prénom et le nom de la personne.")]
    [StringLength(200, ErrorMessage = "Saisissez un nom d'au plus 200 caractères.")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "Adresse électronique")]
    [Required(ErrorMessage = "Saisissez l'adresse électronique de la personne.")]
    [RegularExpression(
        @"^\s*[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+\s*$",
        ErrorMessage = "Saisissez une adresse complète, par exemple prenom.nom@prefecture.gouv.fr.")]
    [StringLength(254, ErrorMessage = "Saisissez une adresse d'au plus 254 caractères.")]
    public string? Mail { get; set; }

    /// <summary>The first right, if there is to be one already.</summary>
    [BindProperty]
    public GrantForm Form { get; set; } = new() { Right = GrantForm.NoRight, Perimeter = "entry" };

    /// <summary>No mail leaves from here.</summary>
    public bool HasNoServer => !mail.HasServer;

    private Guid AgentId => Agent.From(User).Id;

    public Task OnGetAsync(CancellationToken cancellationToken) => desk.PrepareAsync(Form, AgentId, true, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string? geste, CancellationToken cancellationToken)
    {
        await desk.PrepareAsync(Form, AgentId, true, cancellationToken);
        if (geste == GrantDesk.Search)
        {
            ModelState.Clear();
            return Page();
        }

        if (ModelState.IsValid && !AccountStore.IsMail(Mail!))
        {
            ModelState.AddModelError(
                nameof(Mail), "Saisissez une adresse sans lettre accentuée, par exemple prenom.nom@prefecture.gouv.fr.");
        }

        // Looked at before there is an account: nobody is invited with less than was meant.
        var grant = Form.Right == GrantForm.NoRight
            ? null
            : await desk.ReadAsync(Form, ModelState, nameof(Form), AgentId, Guid.Empty, cancellationToken);
        this.ConfirmAddresses(nameof(Mail), Mail);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await accounts.CreateAsync(
            Mail!, Name!, cancellationToken, AgentId,
            (connection, id) => journal.WriteAsync(connection, AgentId, id, "account.invited", null, cancellationToken)) is not { } account)
        {
            var known = await accounts.FindByMailAsync(Mail!, cancellationToken);
            ModelState.AddModelError(nameof(Mail), known is not null && await administered.CanSeeAsync(AgentId, known.Id, cancellationToken)
                ? "Cette adresse a déjà un compte : cherchez-le dans la liste des comptes."
                : "Cette adresse a déjà un compte, hors de ce que vous gérez : demandez à une personne qui gère toute la France.");
            return Page();
        }

        var (given, refusal) = grant is null
            ? (null, null)
            : await administration.GrantAsync(AgentId, grant with { AccountId = account.Id }, cancellationToken);
        await links.InviteAsync(account.Id, cancellationToken);
        var sent = HasNoServer
            ? $"Le compte de {account.Name} est créé. Aucun courriel ne part encore de cette installation : l'invitation attend qu'un serveur de courriel soit réglé."
            : $"L'invitation de {account.Name} part à l'adresse {account.Mail}.";
        var but = given is { IsPending: true }
            ? Sentences.Waiting(given, await agreements.ReadAsync(AgentId, given, cancellationToken))
            : refusal?.Message;
        if (but is null)
        {
            TempData.Say(sent);
        }
        else
        {
            TempData.Warn($"{sent} {but}");
        }

        return LocalRedirect($"/admin/comptes/{account.Id}");
    }
}
