using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A recent proof of who one is, before what a stolen cookie must not do; then back to where one was.</summary>
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class ConfirmerModel(
    CredentialStore store, SignInDoor door, PasswordSignIn passwords, SecondFactor factor, PasskeyCeremonies passkeys,
    Sessions sessions, RecentAuthentication recent) : PageModel
{
    [BindProperty]
    [Display(Name = "Mot de passe")]
    public string? Password { get; set; }

    [BindProperty]
    [Display(Name = "Code")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public Credentials Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        return recent.IsRecent(User) ? LocalRedirect(LocalUrl.Of(Retour)) : Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (await passwords.CheckAsync(Account.Mail, Password ?? "", cancellationToken) is null)
        {
            ModelState.AddModelError(
                nameof(Password), "Saisissez votre mot de passe actuel. Après plusieurs essais, attendez un quart d'heure.");
            return Page();
        }

        return await ConfirmAsync(cancellationToken, "pwd");
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (!await factor.CheckAsync(Account, Code ?? "", cancellationToken))
        {
            ModelState.AddModelError(
                nameof(Code),
                "Vérifiez le code. Il change toutes les 30 secondes et ne sert qu'une fois ; après plusieurs essais, attendez un quart d'heure.");
            return Page();
        }

        return await ConfirmAsync(cancellationToken, "otp", SessionClaims.ProvenTwice);
    }

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken) =>
        Content(await passkeys.AskAsync(Agent.From(User).Id, Site.Of(HttpContext), cancellationToken), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (await passkeys.CheckAsync(Account.AccountId, Question, Answer, Site.Of(HttpContext), cancellationToken) is null)
        {
            ModelState.AddModelError("", "Cette clé d'accès n'a pas été reconnue. Réessayez, ou confirmez autrement.");
            return Page();
        }

        return await ConfirmAsync(cancellationToken, SessionClaims.Passkey, SessionClaims.ProvenTwice);
    }

    private async Task<IActionResult> ConfirmAsync(CancellationToken cancellationToken, params string[] methods)
    {
        await door.SucceedAsync(Account.AccountId, 1, cancellationToken);
        await sessions.ConfirmAsync(HttpContext, methods);
        return LocalRedirect(LocalUrl.Of(Retour));
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        Account = (await store.FindAsync(Agent.From(User).Id, cancellationToken))!;
}
