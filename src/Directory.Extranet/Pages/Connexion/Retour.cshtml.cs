using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The way back from the identity provider: matches the person, by what the provider calls them, with an account.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal sealed class RetourModel(
    CredentialStore store, LoginStore logins, AccountLinks links, Sessions sessions,
    IOptions<ProviderSettings> provider) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    public ProviderRefusal Reason { get; private set; }

    /// <summary>To tie to the invited account, if the person says so; null when there is nothing to ask.</summary>
    public ProviderIdentity? Identity { get; private set; }

    public Credentials? Invited { get; private set; }

    public string ProviderName => provider.Value.Name;

    public async Task<IActionResult> OnGetAsync(ProviderRefusal? refus, CancellationToken cancellationToken)
    {
        if (refus is { } said)
        {
            return Refuse(said);
        }

        if (await ProviderIdentity.ReadAsync(HttpContext) is not { Purpose.TiedTo: null } identity)
        {
            return Refuse(ProviderRefusal.Failed);
        }

        if (identity.Purpose.Confirms is { } account)
        {
            return await ConfirmAsync(identity, account, cancellationToken);
        }

        var known = await store.FindByLoginAsync(provider.Value.Issuer!, identity.Subject, cancellationToken);
        var invited = await InvitedAsync(identity, cancellationToken);
        if (invited is not null && known is null)
        {
            (Identity, Invited) = (identity, invited);
            return Page();
        }

        await ProviderIdentity.ForgetAsync(HttpContext);
        return known is not { IsDisabled: false } ? Refuse(ProviderRefusal.NoAccount)
            : invited is not null && invited.AccountId != known.AccountId ? Refuse(ProviderRefusal.OtherAccount)
            : await EnterAsync(identity, known);
    }

    /// <summary>The invited person says that this is who they are.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var identity = await ProviderIdentity.ReadAsync(HttpContext);
        await ProviderIdentity.ForgetAsync(HttpContext);
        if (identity is null || await InvitedAsync(identity, cancellationToken) is not { } invited)
        {
            return Refuse(ProviderRefusal.Failed);
        }

        if (await logins.FindAsync(identity.Subject, cancellationToken) is { } owner && owner != invited.AccountId)
        {
            return Refuse(ProviderRefusal.OtherAccount);
        }

        return await links.TakeAsync(identity.Purpose.Invitation!, AccountLinks.Invitation, cancellationToken)
            && await logins.TieAsync(identity.Subject, identity.Name, invited.AccountId, cancellationToken)
                ? await EnterAsync(identity, invited)
                : Refuse(ProviderRefusal.Failed);
    }

    private async Task<IActionResult> ConfirmAsync(ProviderIdentity identity, Guid account, CancellationToken cancellationToken)
    {
        await ProviderIdentity.ForgetAsync(HttpContext);
        if (Agent.Of(User)?.Id != account)
        {
            return Refuse(ProviderRefusal.Failed);
        }

        if (await logins.FindAsync(identity.Subject, cancellationToken) is var owner && owner != account)
        {
            return Refuse(owner is null ? ProviderRefusal.NoAccount : ProviderRefusal.OtherAccount);
        }

        await sessions.ConfirmAsync(HttpContext, [.. identity.Proves(provider.Value)]);
        return LocalRedirect(LocalUrl.Of(Retour));
    }

    private async Task<Credentials?> InvitedAsync(ProviderIdentity identity, CancellationToken cancellationToken) =>
        await links.FindAsync(identity.Purpose.Invitation, AccountLinks.Invitation, cancellationToken) is { } id
        && await store.FindAsync(id, cancellationToken) is { IsDisabled: false } account
            ? account
            : null;

    private async Task<IActionResult> EnterAsync(ProviderIdentity identity, Credentials account) => LocalRedirect(
        await sessions.ProveAsync(HttpContext, account, identity.Proves(provider.Value), Retour, identity.Proof(provider.Value)));

    private PageResult Refuse(ProviderRefusal reason)
    {
        Reason = reason;
        return new PageResult
        {
            StatusCode = reason switch
            {
                ProviderRefusal.Failed or ProviderRefusal.NotFresh => StatusCodes.Status400BadRequest,
                ProviderRefusal.Unreachable => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status403Forbidden,
            },
        };
    }
}
