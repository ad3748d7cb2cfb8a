using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The agent's passkeys: adding, naming and removing them, each with a recent proof of who one is.</summary>
[EnableRateLimiting(SignInLimits.Policy)]
[RequiresRecentAuthentication]
internal sealed class ClesModel(
    PasskeyCeremonies ceremonies, PasskeyStore passkeys, CredentialStore store, SecondFactor factor, SessionStore open,
    Sessions sessions) : PageModel
{

    [BindProperty]
    [Display(Name = "Nom")]
    [Required(ErrorMessage = "Donnez un nom à la clé d'accès.")]
    [StringLength(60, ErrorMessage = "Choisissez un nom d'au plus 60 caractères.")]
    public string? Name { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Of the passkey that is named or removed.</summary>
    [BindProperty]
    public string? Id { get; set; }

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    /// <summary>Shown once, by the answer to the POST itself: for those who had no second factor until now.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public bool ArePossible => PasskeyCeremonies.ArePossible(Site.Of(HttpContext));

    public static string Date(Instant at) => FrenchDates.Day(at);

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken) => ArePossible
        ? Content(
            await ceremonies.AskToRegisterAsync(Agent.From(User), Site.Of(HttpContext), cancellationToken), MediaTypeNames.Application.Json)
        : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User);
        if (ModelState.IsValid
            && !await ceremonies.RegisterAsync(agent, Name!.Trim(), Question, Answer, Site.Of(HttpContext), cancellationToken))
        {
            ModelState.AddModelError(
                nameof(Name),
                $"La clé d'accès n'a pas pu être ajoutée. Réessayez ; vous pouvez en avoir {PasskeyStore.MaxPerAccount} au plus.");
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        await EndOthersAsync(agent.Id, SessionClaims.Passkey, SessionClaims.ProvenTwice);
        if (await store.CountRecoveryCodesAsync(agent.Id, cancellationToken) == 0)
        {
            Codes = await factor.RenewCodesAsync(agent.Id, cancellationToken);
            return Page();
        }

        return Done("La clé d'accès est ajoutée.");
    }

    public async Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        return ReadId() is { } id && await passkeys.RenameAsync(Agent.From(User).Id, id, Name!.Trim(), cancellationToken)
            ? Done("La clé d'accès est renommée.")
            : Gone();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var account = (await store.FindAsync(Agent.From(User).Id, cancellationToken))!;
        await ReadAsync(cancellationToken);
        if (account is { MustHaveSecondFactor: true, HasApp: false } && Passkeys.Count == 1)
        {
            ModelState.AddModelError(
                nameof(Name),
                "Vos habilitations demandent une double authentification : ajoutez une autre clé, ou l'application, avant de retirer celle-ci.");
            return Page();
        }

        if (ReadId() is not { } id || await passkeys.RemoveAsync(account.AccountId, id, account.AccountId, cancellationToken) == 0)
        {
            return Gone();
        }

        await EndOthersAsync(account.AccountId);
        return Done("La clé d'accès est retirée. Vos autres appareils sont déconnectés.");
    }

    private LocalRedirectResult Done(string said)
    {
        TempData.Say(said);
        return LocalRedirect("/mon-compte/cles");
    }

    // Removed meanwhile, or never this agent's.
    private LocalRedirectResult Gone()
    {
        TempData.Warn("Cette clé d'accès n'est plus là.");
        return LocalRedirect("/mon-compte/cles");
    }

    private async Task EndOthersAsync(Guid account, params string[] methods)
    {
        await open.EndOthersAsync(account, Sessions.IdOf(User), SessionEnds.SecondFactor, CancellationToken.None);
        await sessions.RenewAsync(HttpContext, methods);
    }

    private byte[]? ReadId() =>
        Id is { Length: > 0 and <= 2046 } && Id.Length % 2 == 0 && Id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(Id) : null;

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        Passkeys = await passkeys.ReadAsync(Agent.From(User).Id, cancellationToken);
}
