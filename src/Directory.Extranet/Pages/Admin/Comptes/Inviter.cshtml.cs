using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Administer)]
internal sealed class InviterModel(AccountStore accounts, AccountLinks links, SignInJournal journal, IOptions<ShellOptions> shell) : PageModel
{
    [BindProperty]
    [Display(Name = "Nom")]
    [Required(ErrorMessage = "Saisissez le prénom et le nom de la personne.")]
    [StringLength(200, ErrorMessage = "Saisissez un nom d'au plus 200 caractères.")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "Adresse électronique")]
    [Required(ErrorMessage = "Saisissez l'adresse électronique de la personne.")]
    [RegularExpression(@"^\s*[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+\s*$", ErrorMessage = "Saisissez une adresse complète, par exemple prenom.nom@prefecture.gouv.fr.")]
    [StringLength(254, ErrorMessage = "Saisissez une adresse d'au plus 254 caractères.")]
    public string? Mail { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await accounts.CreateAsync(Mail!, Name!, cancellationToken) is not { } account)
        {
            ModelState.AddModelError(nameof(Mail), "Cette adresse a déjà un compte : cherchez-le dans la liste des comptes.");
            return Page();
        }

        await links.InviteAsync(account.Id, shell.Value.ServiceName, Site.Of(HttpContext), cancellationToken);
        await journal.WriteAsync(Agent.From(User).Id, account.Id, "account.invited", cancellationToken);
        TempData.Say($"L'invitation de {account.Name} part à l'adresse {account.Mail}.");
        return LocalRedirect($"/admin/comptes/{account.Id}");
    }
}
