using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Closes the session at the provider too (OpenID Connect RP-Initiated Logout).</summary>
internal sealed class ProviderLogout(ProviderMetadata metadata, IOptions<ProviderSettings> settings)
{
    /// <summary>
    /// Where to send the browser; null when the provider has no such page or cannot be asked: our own session is closed anyway.
    /// </summary>
    public async Task<Uri?> AddressAsync(HttpContext http, string idToken, CancellationToken cancellationToken)
    {
        if (!settings.Value.IsSet)
        {
            return null;
        }

        try
        {
            return (await metadata.GetConfigurationAsync(cancellationToken)).EndSessionEndpoint is { Length: > 0 } page
                ? new Uri(QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
                {
                    ["id_token_hint"] = idToken,
                    ["post_logout_redirect_uri"] = new Uri(Site.Of(http), "/deconnexion").ToString(),
                    // Some providers ask for one of 32 characters or more; nothing on our side depends on its return.
                    ["state"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
                }))
                : null;
        }
        catch (ProviderException)
        {
            return null;
        }
    }
}
