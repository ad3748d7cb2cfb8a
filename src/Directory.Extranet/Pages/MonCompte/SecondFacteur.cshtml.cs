using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Turning the second factor on, and off where no right takes it; new recovery codes. Each takes a code of the app.</summary>
[EnableRateLimiting(SignInLimits.Policy)]
[RequiresRecentAuthentication]
internal sealed class MonSecondFacteurModel(
    CredentialStore store, SignInDoor door, SecondFactor factor, Sessions sessions, IOptions<ShellOptions> shell) : PageModel
{
    private const string Refusal = "Vérifiez le code : il change toutes les 30 secondes et ne sert qu'une fois.";

    [BindProperty]
    [Required(ErrorMessage = "Saisissez le code affiché par votre application.")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Proposal { get; set; }

    public Credentials Credentials { get; private set; } = null!;

    public ProposedKey Key { get; private set; } = null!;

    /// <summary>Shown once, by the answer to the POST itself.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Show(null);
    }

    public async Task<IActionResult> OnPostOnAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        var key = factor.Read(Credentials.AccountId, Proposal);
        if (ModelState.IsValid && key is not null && !Credentials.HasApp)
        {
            Codes = await factor.ConfirmAsync(Credentials.AccountId, key, Code!, Sessions.IdOf(User), cancellationToken);
            if (Codes is not null)
            {
                await sessions.RenewAsync(HttpContext, "otp", SessionClaims.ProvenTwice);
                return Page();
            }

            ModelState.AddModelError(nameof(Code), Refusal);
        }

        Show(key);
        return Page();
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken)
    {
        if (await CheckAsync(cancellationToken))
        {
            Codes = await factor.RenewCodesAsync(Credentials.AccountId, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellationToken)
    {
        if (!await CheckAsync(cancellationToken) || Credentials.MustHaveSecondFactor)
        {
            return Page();
        }

        await factor.TurnOffAsync(Credentials.AccountId, Credentials.AccountId, Sessions.IdOf(User), cancellationToken);
        await sessions.RenewAsync(HttpContext);
        TempData.Say("La double authentification est désactivée.");
        return LocalRedirect("/mon-compte");
    }

    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (ModelState.IsValid && !await factor.CheckAsync(Credentials, Code!, cancellationToken))
        {
            ModelState.AddModelError(nameof(Code), Refusal);
        }

        if (ModelState.IsValid)
        {
            await door.SucceedAsync(Credentials.AccountId, 1, cancellationToken);
        }
        else if (!Credentials.HasApp)
        {
            Show(null);
        }

        return ModelState.IsValid;
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        Credentials = (await store.FindAsync(Agent.From(User).Id, cancellationToken))!;

    private void Show(byte[]? key)
    {
        if (Credentials.HasApp)
        {
            return;
        }

        Proposal = key is null ? factor.Propose(Credentials.AccountId) : Proposal;
        Key = new ProposedKey(key ?? factor.Read(Credentials.AccountId, Proposal), shell.Value.ServiceName, Credentials.Mail);
    }
}
