using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The second proof, for those who have an app.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class CodeModel(SecondFactor factor, Sessions sessions) : PageModel
{
    [BindProperty]
    [Display(Name = "Code")]
    [Required(ErrorMessage = "Saisissez le code affiché par votre application.")]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await sessions.HalfWayAsync(HttpContext) is null ? LocalRedirect(LocalUrl.With("/connexion", Retour)) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sessions.HalfWayAsync(HttpContext) is not { } half)
        {
            return LocalRedirect(LocalUrl.With("/connexion", Retour));
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!await factor.CheckAsync(half.Account, Code!, cancellationToken))
        {
            ModelState.AddModelError(
                nameof(Code), "Vérifiez le code. Il change toutes les 30 secondes et ne sert qu'une fois ; après plusieurs essais, attendez un quart d'heure.");
            return Page();
        }

        return LocalRedirect(await sessions.CompleteAsync(HttpContext, half, Retour));
    }
}
