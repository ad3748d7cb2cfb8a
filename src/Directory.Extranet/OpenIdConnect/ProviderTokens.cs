using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Decides whether a token is the provider's, for us, and of now: id_tokens, what it says of a person, ends of sessions.</summary>
/// <remarks>
/// The framework's handler takes an id_token without a signature when it comes from the token endpoint (OpenID Connect Core §3.1.3.7
/// allows it, over TLS); here none is taken.
/// </remarks>
internal sealed class ProviderTokens : JsonWebTokenHandler
{
    private readonly ProviderMetadata _metadata;
    private readonly ProviderSettings _settings;

    public ProviderTokens(ProviderMetadata metadata, IOptions<ProviderSettings> settings)
    {
        (_metadata, _settings) = (metadata, settings.Value);
        MapInboundClaims = false;
        MaximumTokenSizeInBytes = 64 * 1024;
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        validationParameters.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, validationParameters);
    }

    /// <exception cref="ProviderException">It cannot be trusted.</exception>
    public async Task<JsonWebToken> ReadAsync(string token, bool hasExpiry)
    {
        var parameters = NewParameters();
        parameters.RequireExpirationTime = hasExpiry;
        var result = await ValidateTokenAsync(token, parameters);
        return result.IsValid
            ? (JsonWebToken)result.SecurityToken
            : throw (result.Exception as ProviderException
                ?? new ProviderException(
                    ProviderRefusal.Failed, $"A token of the provider is refused: {result.Exception.GetType().Name}."));
    }

    /// <summary>What every token must fit; the keys come with the provider's metadata, renewed for one that is not known.</summary>
    public TokenValidationParameters NewParameters() => new()
    {
        ConfigurationManager = _metadata,
        ValidIssuer = _settings.Issuer,
        ValidAudience = _settings.ClientId,
        ValidAlgorithms = ProviderSettings.Words(_settings.Algorithms),
        ClockSkew = _settings.ClockSkew,
        // Else any key is tried for a token whose key is not known, and a change of keys looks like a forgery.
        TryAllIssuerSigningKeys = false,
    };
}
