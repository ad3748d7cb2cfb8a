using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Decides whether a token is the provider's, for us, and of now.</summary>
/// <remarks>OpenID Connect Core §3.1.3.7; §5.3.2 for what the provider says of a person.</remarks>
internal sealed class ProviderTokens(ProviderClient client, IOptions<ProviderSettings> options)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 64 * 1024 };

    /// <exception cref="ProviderException">It cannot be trusted; the message says why, without quoting it.</exception>
    public async Task<JsonWebToken> ReadIdTokenAsync(string text, string nonce, CancellationToken cancellationToken)
    {
        var token = await ValidateAsync(text, hasExpiry: true, cancellationToken);
        if (!token.TryGetPayloadValue("nonce", out string? said) || said != nonce)
        {
            throw new ProviderException("The id_token answers another request: its nonce differs.");
        }

        if (token.TryGetPayloadValue("azp", out string? party) && party != options.Value.ClientId)
        {
            throw new ProviderException("The id_token was made for another client (azp).");
        }

        return token.Subject is { Length: > 0 and <= 255 } ? token : throw new ProviderException("The id_token names nobody.");
    }

    /// <summary>What the provider says of a person, when it signs it.</summary>
    public Task<JsonWebToken> ReadUserAsync(string text, CancellationToken cancellationToken) =>
        ValidateAsync(text, hasExpiry: false, cancellationToken);

    private async Task<JsonWebToken> ValidateAsync(string text, bool hasExpiry, CancellationToken cancellationToken)
    {
        var result = await TryAsync(text, hasExpiry, await client.DiscoverAsync(false, cancellationToken));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys.
            result = await TryAsync(text, hasExpiry, await client.DiscoverAsync(true, cancellationToken));
        }

        return result.IsValid
            ? (JsonWebToken)result.SecurityToken
            : throw new ProviderException($"A token of the provider is refused: {result.Exception.GetType().Name}.", result.Exception);
    }

    private Task<TokenValidationResult> TryAsync(string text, bool hasExpiry, OpenIdConnectConfiguration provider) =>
        _handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = options.Value.Algorithms.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            RequireSignedTokens = true,
            RequireExpirationTime = hasExpiry,
            // Else any key is tried for a token whose key is not known, and a change of keys looks like a forgery.
            TryAllIssuerSigningKeys = false,
            ClockSkew = options.Value.ClockSkew,
        });
}
