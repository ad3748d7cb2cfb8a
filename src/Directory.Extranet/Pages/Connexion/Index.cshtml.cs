using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class ConnexionModel(PasswordSignIn passwords, Sessions sessions, IOptions<ProviderSettings> provider) : PageModel
{
    /// <summary>The same for a wrong password, an unknown or disabled account, and too many tries.</summary>
    private const string Refusal =
        "Vérifiez l'adresse et le mot de passe. Après plusieurs essais, attendez un quart d'heure ou demandez un nouveau mot de passe.";

    [BindProperty]
    [Display(Name = "Adresse électronique")]
    [Required(ErrorMessage = "Saisissez votre adresse électronique.")]
    [StringLength(254, ErrorMessage = "Saisissez une adresse d'au plus 254 caractères.")]
    public string? Mail { get; set; }

    [BindProperty]
    [Display(Name = "Mot de passe")]
    [Required(ErrorMessage = "Saisissez votre mot de passe.")]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public string? ProviderName => provider.Value.IsSet ? provider.Value.Name : null;

    public IActionResult OnGet() => Agent.Of(User) is null ? Page() : LocalRedirect(LocalUrl.Of(Retour));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var account = await passwords.CheckAsync(Mail!, Password!, cancellationToken);
        if (account is null)
        {
            ModelState.AddModelError(nameof(Mail), Refusal);
            return Page();
        }

        return LocalRedirect(await sessions.ProveAsync(HttpContext, account, ["pwd"], Retour));
    }
}
