using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[EnableRateLimiting(SignInLimits.Policy)]
[RequiresRecentAuthentication]
internal sealed class MotDePasseModel(
    CredentialStore store, PasswordSignIn passwords, Sessions sessions) : PageModel
{
    [BindProperty]
    [Display(Name = "Mot de passe actuel")]
    public string? Current { get; set; }

    [BindProperty]
    [Display(Name = "Nouveau mot de passe")]
    [Required(ErrorMessage = "Choisissez un mot de passe.")]
    public string? Password { get; set; }

    [BindProperty]
    [Display(Name = "Le même, une seconde fois")]
    [Required(ErrorMessage = "Saisissez une seconde fois le mot de passe.")]
    public string? Again { get; set; }

    public bool HasPassword { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await ReadAsync(cancellationToken);
        if (HasPassword && await passwords.CheckAsync(account.Mail, Current ?? "", cancellationToken) is null)
        {
            ModelState.AddModelError(nameof(Current), "Saisissez votre mot de passe actuel.");
        }

        if (Password is not null && Again is not null && Password != Again)
        {
            ModelState.AddModelError(nameof(Again), "Saisissez deux fois le même mot de passe.");
        }

        if (ModelState.IsValid
            && await passwords.SetAsync(account, Password!, cancellationToken, Sessions.IdOf(User), "account.password_changed") is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await sessions.RenewAsync(HttpContext);
        TempData.Say("Votre mot de passe est changé. Vos autres appareils sont déconnectés.");
        return LocalRedirect("/mon-compte");
    }

    private async Task<Credentials> ReadAsync(CancellationToken cancellationToken)
    {
        var account = (await store.FindAsync(Agent.From(User).Id, cancellationToken))!;
        HasPassword = account.PasswordHash is not null;
        return account;
    }
}
