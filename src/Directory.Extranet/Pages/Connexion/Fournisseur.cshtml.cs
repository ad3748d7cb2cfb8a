using System.Globalization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>
/// The way to the identity provider: to sign in, to accept an invitation (<c>jeton</c>), for an identity to tie (<c>lier</c>), or to prove
/// again who one is (<c>confirmer</c>).
/// </summary>
/// <remarks>
/// A link and not a form: the browser holds redirections of forms to our own site. It changes nothing: who comes back with an identity
/// to tie is asked.
/// </remarks>
[AllowAnonymous]
internal sealed class FournisseurModel(ProviderMetadata metadata, IOptions<ProviderSettings> provider, TimeProvider clock) : PageModel
{
    // It travels in the address that the provider sends back to.
    private const int MaxReturn = 500;

    public string ProviderName => provider.Value.Name;

    public async Task<IActionResult> OnGetAsync(
        string? retour, string? jeton, bool lier, bool confirmer, CancellationToken cancellationToken)
    {
        if (!provider.Value.IsSet)
        {
            return NotFound();
        }

        try
        {
            await metadata.GetConfigurationAsync(cancellationToken);
        }
        catch (ProviderException)
        {
            return new PageResult { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }

        var agent = Agent.Of(User)?.Id;
        var purpose = agent is not null && lier ? new ProviderPurpose(TiedTo: agent)
            : agent is not null && confirmer ? new ProviderPurpose(Confirms: agent)
            : jeton is { Length: 43 } ? new ProviderPurpose(Invitation: jeton)
            : ProviderPurpose.SignIn;
        var properties = new OpenIdConnectChallengeProperties
        {
            RedirectUri =
                purpose.TiedTo is null
                    ? LocalUrl.With("/connexion/retour", retour is { Length: <= MaxReturn } ? retour : null)
                    : FournisseurLieModel.Address,
        };
        if (purpose.Confirms is not null)
        {
            // Some providers heed the one, some the other; that it was done is seen in the id_token.
            (properties.Prompt, properties.MaxAge) = (OpenIdConnectPrompt.Login, TimeSpan.Zero);
            properties.SetString(ProviderIdentity.AskedAt, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        purpose.Write(properties);
        return Challenge(properties, Schemes.Provider);
    }
}
