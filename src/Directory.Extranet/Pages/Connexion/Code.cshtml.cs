using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The second proof: a code of the app, a recovery code, or a passkey.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class CodeModel(SecondFactor factor, PasskeyCeremonies passkeys, Sessions sessions) : PageModel
{
    [BindProperty]
    [Display(Name = "Code")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public bool HasPasskey { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync() is not { } half)
        {
            return Again();
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Saisissez le code affiché par votre application.");
        }
        else if (!await factor.CheckAsync(half.Account, Code, cancellationToken))
        {
            ModelState.AddModelError(
                nameof(Code),
                "Vérifiez le code. Il change toutes les 30 secondes et ne sert qu'une fois ; après plusieurs essais, attendez un quart d'heure.");
        }

        return ModelState.IsValid ? LocalRedirect(await sessions.CompleteAsync(HttpContext, half, Retour)) : Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken) => await FindAsync() is { } half
        ? Content(await passkeys.AskAsync(half.Account.AccountId, Site.Of(HttpContext), cancellationToken), MediaTypeNames.Application.Json)
        : Again();

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync() is not { } half)
        {
            return Again();
        }

        if (await passkeys.CheckAsync(half.Account.AccountId, Question, Answer, Site.Of(HttpContext), cancellationToken) is null)
        {
            ModelState.AddModelError("", "Cette clé d'accès n'a pas été reconnue. Réessayez, ou saisissez un code.");
            return Page();
        }

        return LocalRedirect(await sessions.CompleteAsync(HttpContext, half, Retour, SessionClaims.Passkey));
    }

    private async Task<HalfWay?> FindAsync()
    {
        var half = await sessions.HalfWayAsync(HttpContext);
        HasPasskey = half?.Account.HasPasskey is true;
        return half;
    }

    private LocalRedirectResult Again() => LocalRedirect(LocalUrl.With("/connexion", Retour));
}
