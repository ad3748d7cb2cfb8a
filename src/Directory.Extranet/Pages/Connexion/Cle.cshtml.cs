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

/// <summary>
/// Signing in with a passkey alone: whoever holds it, and unlocked it, has proven both who they are and that it is theirs.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class CleModel(PasskeyCeremonies passkeys, CredentialStore store, Sessions sessions) : PageModel
{
    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken) =>
        PasskeyCeremonies.ArePossible(Site.Of(HttpContext))
            ? Content(await passkeys.AskAsync(null, Site.Of(HttpContext), cancellationToken), MediaTypeNames.Application.Json)
            : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await passkeys.CheckAsync(null, Question, Answer, Site.Of(HttpContext), cancellationToken) is not { } id
            || await store.FindAsync(id, cancellationToken) is not { IsDisabled: false } account)
        {
            ModelState.AddModelError("", "Cette clé d'accès n'a pas été reconnue. Réessayez, ou connectez-vous autrement.");
            return Page();
        }

        return LocalRedirect(await sessions.ProveAsync(HttpContext, account, [SessionClaims.Passkey, SessionClaims.ProvenTwice], Retour));
    }
}
