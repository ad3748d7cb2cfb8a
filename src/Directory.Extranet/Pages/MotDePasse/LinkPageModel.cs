using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A page that a link in a mail opens, to choose a password.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
internal abstract class LinkPageModel(
    AccountLinks links, CredentialStore store, PasswordSignIn passwords, SignInDoor door) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "jeton")]
    public string? Jeton { get; set; }

    [BindProperty]
    [Display(Name = "Mot de passe")]
    [Required(ErrorMessage = "Choisissez un mot de passe.")]
    public string? Password { get; set; }

    [BindProperty]
    [Display(Name = "Le même, une seconde fois")]
    [Required(ErrorMessage = "Saisissez une seconde fois le mot de passe.")]
    public string? Again { get; set; }

    /// <summary>Whose link it is; null for a link that is no longer good.</summary>
    public Invited? Account { get; private set; }

    public abstract string Heading { get; }

    /// <summary>For what its links are.</summary>
    protected abstract string Purpose { get; }

    /// <summary>What the journal says of the password that is chosen.</summary>
    protected abstract string Action { get; }

    /// <summary>The provider that may be used instead of a password; null for none.</summary>
    public virtual string? ProviderName => null;

    public async Task OnGetAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } account)
        {
            ModelState.Clear();
            return Page();
        }

        if (Password is not null && Again is not null && Password != Again)
        {
            ModelState.AddModelError(nameof(Again), "Saisissez deux fois le même mot de passe.");
        }

        if (Password is not null && passwords.Refuse(account, Password) is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!await links.TakeAsync(Jeton!, Purpose, cancellationToken))
        {
            Account = null;
            return Page();
        }

        await passwords.SetAsync(account, Password!, cancellationToken, action: Action);
        await door.SucceedAsync(account.AccountId, 0, cancellationToken); // whoever reads the mailbox is known here
        TempData.Say("Votre mot de passe est enregistré. Connectez-vous.");
        return LocalRedirect("/connexion");
    }

    private async Task<Credentials?> FindAsync(CancellationToken cancellationToken)
    {
        var account = await links.FindAsync(Jeton, Purpose, cancellationToken) is { } id
            ? await store.FindAsync(id, cancellationToken)
            : null;
        account = account is { IsDisabled: false } ? account : null;
        Account = account is null ? null : new Invited(account.Name, account.Mail);
        return account;
    }
}

/// <summary>Whose link it is.</summary>
internal sealed record Invited(string Name, string Mail);

internal sealed class NouveauModel(AccountLinks links, CredentialStore store, PasswordSignIn passwords, SignInDoor door)
    : LinkPageModel(links, store, passwords, door)
{
    protected override string Purpose => AccountLinks.Reset;

    protected override string Action => "account.password_reset";

    public override string Heading => "Choisir un mot de passe";
}

internal sealed class InvitationModel(
    AccountLinks links, CredentialStore store, PasswordSignIn passwords, SignInDoor door, IOptions<ProviderSettings> provider)
    : LinkPageModel(links, store, passwords, door)
{
    protected override string Purpose => AccountLinks.Invitation;

    protected override string Action => "account.invitation_accepted";

    public override string Heading => $"Bienvenue {Account?.Name}";

    public override string? ProviderName => provider.Value.IsSet ? provider.Value.Name : null;
}
