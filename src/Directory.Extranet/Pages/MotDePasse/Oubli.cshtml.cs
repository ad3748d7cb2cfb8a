using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Asks for a link by mail. The answer, and the time it takes, are the same whether the address is known or not.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class OubliModel(
    CredentialStore store, AccountLinks links, IOptions<SignInOptions> options) : PageModel
{
    [BindProperty]
    [Display(Name = "Adresse électronique")]
    [Required(ErrorMessage = "Saisissez votre adresse électronique.")]
    [EmailAddress(ErrorMessage = "Saisissez une adresse complète, par exemple nom@domaine.fr.")]
    [StringLength(254, ErrorMessage = "Saisissez une adresse d'au plus 254 caractères.")]
    public string? Mail { get; set; }

    public bool IsSent { get; private set; }

    public void OnGet(bool envoye) => IsSent = envoye;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var even = Task.Delay(options.Value.EvenAnswerTime, cancellationToken);
        var account = await store.FindByMailAsync(Mail!, cancellationToken);
        await links.ResetAsync(account, cancellationToken);
        await even;
        return RedirectToPage(new { envoye = true });
    }
}
