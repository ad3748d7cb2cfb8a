using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The way to the identity provider: to sign in, to accept an invitation (<c>jeton</c>), or to tie it to the account in use.</summary>
/// <remarks>A link and not a form: the browser holds redirections of forms to our own site.</remarks>
[AllowAnonymous]
internal sealed partial class FournisseurModel(
    ProviderClient client, IOptions<ProviderSettings> provider, ILogger<FournisseurModel> logger) : PageModel
{
    public string ProviderName => provider.Value.Name;

    public async Task<IActionResult> OnGetAsync(string? retour, string? jeton, CancellationToken cancellationToken)
    {
        if (!provider.Value.IsSet)
        {
            return NotFound();
        }

        try
        {
            await client.DiscoverAsync(false, cancellationToken);
        }
        catch (ProviderException e)
        {
            LogUnreachable(logger, e);
            return new PageResult { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }

        var properties = new AuthenticationProperties { RedirectUri = LocalUrl.With("/connexion/retour", retour) };
        if (jeton is { Length: 43 })
        {
            properties.Items[RetourModel.Invitation] = jeton;
        }
        else if (Agent.Of(User) is { } agent)
        {
            properties.Items[RetourModel.Account] = agent.Id.ToString();
        }

        return Challenge(properties, Schemes.Provider);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider cannot be used.")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);
}
