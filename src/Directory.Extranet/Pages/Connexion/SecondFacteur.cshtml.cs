using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Setting up the app on the way in, for those whose rights take it.</summary>
/// <remarks>The codes are shown by the answer to the POST itself: they are never kept where a redirection could find them.</remarks>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class SecondFacteurModel(SecondFactor factor, Sessions sessions, IOptions<ShellOptions> shell) : PageModel
{
    [BindProperty]
    [Display(Name = "Code affiché par l'application")]
    [Required(ErrorMessage = "Saisissez le code à 6 chiffres affiché par votre application.")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Proposal { get; set; }

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public ProposedKey Key { get; private set; } = null!;

    /// <summary>Null until the factor is on.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await sessions.HalfWayAsync(HttpContext) is not { Account.HasSecondFactor: false } half)
        {
            return LocalRedirect(LocalUrl.With("/connexion", Retour));
        }

        Show(half.Account, null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sessions.HalfWayAsync(HttpContext) is not { Account.HasSecondFactor: false } half)
        {
            return LocalRedirect(LocalUrl.With("/connexion", Retour));
        }

        var key = factor.Read(half.Account.AccountId, Proposal);
        if (ModelState.IsValid && key is not null)
        {
            Codes = await factor.ConfirmAsync(half.Account.AccountId, key, Code!, null, cancellationToken);
            if (Codes is not null)
            {
                Retour = await sessions.CompleteAsync(HttpContext, half, Retour);
                return Page();
            }

            ModelState.AddModelError(
                nameof(Code), "Vérifiez le code : il change toutes les 30 secondes. Votre téléphone doit être à l'heure.");
        }

        Show(half.Account, key);
        return Page();
    }

    private void Show(Credentials account, byte[]? key)
    {
        if (key is null)
        {
            ModelState.Remove(nameof(Proposal));
            Proposal = factor.Propose(account.AccountId);
        }

        Key = new ProposedKey(key ?? factor.Read(account.AccountId, Proposal), shell.Value.ServiceName, account.Mail);
    }
}
