using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The identities of the provider's that open this account: shown before they are tied, and to be untied.</summary>
[EnableRateLimiting(SignInLimits.Policy)]
[RequiresRecentAuthentication]
internal sealed class FournisseurLieModel(LoginStore logins, CredentialStore store, IOptions<ProviderSettings> provider) : PageModel
{
    public const string Address = "/mon-compte/fournisseur";

    public IReadOnlyList<AccountLogin> Tied { get; private set; } = [];

    /// <summary>Just back from the provider, for this account; null when there is none.</summary>
    public ProviderIdentity? Identity { get; private set; }

    /// <summary>It has another account.</summary>
    public bool IsAnothers { get; private set; }

    public bool HasPassword { get; private set; }

    public string ProviderName => provider.Value.Name;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!provider.Value.IsSet)
        {
            return LocalRedirect("/mon-compte");
        }

        await ReadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostTieAsync(string? subject, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        // What was read is what is tied: another identity may have come back in the meantime.
        if (Identity is null || Identity.Subject != subject)
        {
            TempData.Refuse($"L'identité à lier n'est plus connue. Recommencez depuis « Lier {ProviderName} ».");
            return LocalRedirect(Address);
        }

        await ProviderIdentity.ForgetAsync(HttpContext);
        if (await logins.TieAsync(subject, Identity.Name, Agent.From(User).Id, cancellationToken))
        {
            TempData.Say($"{ProviderName} est lié à votre compte.");
            return LocalRedirect("/mon-compte");
        }

        TempData.Refuse("Cette identité est déjà liée à un autre compte : elle n'a pas été liée au vôtre.");
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnPostForgetAsync()
    {
        await ProviderIdentity.ForgetAsync(HttpContext);
        TempData.Say("Aucune identité n'a été liée.");
        return LocalRedirect("/mon-compte");
    }

    public async Task<IActionResult> OnPostUntieAsync(string? subject, CancellationToken cancellationToken)
    {
        if (subject is not null && await logins.UntieAsync(subject, Agent.From(User).Id, cancellationToken))
        {
            TempData.Say("Cette identité n'ouvre plus votre compte.");
        }

        return LocalRedirect(Address);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var account = Agent.From(User).Id;
        Tied = await logins.ListAsync(account, cancellationToken);
        HasPassword = (await store.FindAsync(account, cancellationToken))?.PasswordHash is not null;
        var back = await ProviderIdentity.ReadAsync(HttpContext);
        if (back?.Purpose.TiedTo == account && !Tied.Any(login => login.Subject == back.Subject))
        {
            Identity = back;
            IsAnothers = await logins.FindAsync(back.Subject, cancellationToken) is not null;
        }
    }
}
