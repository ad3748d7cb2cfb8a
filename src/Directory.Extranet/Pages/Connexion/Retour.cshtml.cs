using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Why someone who came back from the provider cannot go on.</summary>
internal enum RefusedReturn
{
    Failed,
    NoAccount,
    OtherAccount,
}

/// <summary>The way back from the identity provider: matches the person, by what the provider calls them, with an account.</summary>
[AllowAnonymous]
internal sealed class RetourModel(
    CredentialStore store, LoginStore logins, AccountLinks links, Sessions sessions, SignInJournal journal,
    IOptions<ProviderSettings> provider) : PageModel
{
    /// <summary>The link that invited them, when they come from it.</summary>
    public const string Invitation = "invitation";

    /// <summary>The account that was in use when they left, to be tied.</summary>
    public const string Account = "account";

    public RefusedReturn Reason { get; private set; }

    public string ProviderName => provider.Value.Name;

    public async Task<IActionResult> OnGetAsync(string? retour, CancellationToken cancellationToken)
    {
        var external = await HttpContext.AuthenticateAsync(Schemes.External);
        if (!external.Succeeded || external.Principal.FindFirstValue(SessionClaims.Account) is not { } subject)
        {
            return Refuse(RefusedReturn.Failed, StatusCodes.Status400BadRequest);
        }

        await HttpContext.SignOutAsync(Schemes.External);
        var items = external.Properties.Items;
        var isTying = items.TryGetValue(Account, out var id) && Guid.TryParse(id, out var account) && account == Agent.Of(User)?.Id;
        items.TryGetValue(Invitation, out var invitation);
        var found = await store.FindByLoginAsync(provider.Value.Issuer!, subject, cancellationToken);
        if (isTying || (found is null && invitation is not null))
        {
            var tied = isTying ? Agent.From(User).Id : await links.FindAsync(invitation, cancellationToken);
            if (tied is not { } owner || (found is not null && found.AccountId != owner))
            {
                return Refuse(found is null ? RefusedReturn.NoAccount : RefusedReturn.OtherAccount, StatusCodes.Status403Forbidden);
            }

            found = await TieAsync(subject, owner, isTying ? null : invitation, cancellationToken);
        }

        if (found is not { IsDisabled: false })
        {
            return Refuse(RefusedReturn.NoAccount, StatusCodes.Status403Forbidden);
        }

        if (isTying)
        {
            TempData.Say($"{ProviderName} est lié à votre compte.");
            return LocalRedirect("/mon-compte");
        }

        var methods = external.Principal.FindAll(SessionClaims.Method).Select(claim => claim.Value).ToList();
        var proof = new ProviderProof(
            external.Properties.GetTokenValue("id_token")!, external.Principal.FindFirstValue(SessionClaims.Level))
        {
            Issuer = provider.Value.Issuer,
        };
        return LocalRedirect(await sessions.ProveAsync(HttpContext, found, methods, retour, proof));
    }

    private async Task<Credentials?> TieAsync(string subject, Guid account, string? invitation, CancellationToken cancellationToken)
    {
        if ((invitation is not null && !await links.TakeAsync(invitation, cancellationToken))
            || (!await logins.AddAsync(provider.Value.Issuer!, subject, account, cancellationToken)
                && (await store.FindByLoginAsync(provider.Value.Issuer!, subject, cancellationToken))?.AccountId != account))
        {
            return null;
        }

        await journal.WriteAsync(account, account, "account.login_tied", cancellationToken);
        return await store.FindAsync(account, cancellationToken);
    }

    private PageResult Refuse(RefusedReturn reason, int status)
    {
        Reason = reason;
        return new PageResult { StatusCode = status };
    }
}
