namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>An OpenID Connect provider: the section <c>OpenIdConnect</c> of the settings; without an issuer there is none.</summary>
internal sealed record ProviderSettings
{
    /// <summary>As the provider's tokens say it, to the letter: <c>https://…/api/v2</c>.</summary>
    public string? Issuer { get; init; }

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>On the button.</summary>
    public string Name { get; init; } = "ProConnect";

    /// <summary>What is asked for, separated by spaces. <c>given_name</c> and <c>usual_name</c> are scopes of their own for ProConnect.</summary>
    public string Scopes { get; init; } = "openid";

    /// <summary>Proof Key for Code Exchange (RFC 7636); turned off for a provider that refuses it.</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>The levels of assurance asked for, separated by spaces; null leaves it to the provider.</summary>
    public string? AcrValues { get; init; }

    /// <summary>Signatures that are taken, separated by spaces. Never <c>none</c>, nor a secret shared with the provider.</summary>
    public string Algorithms { get; init; } = "RS256 PS256 ES256";

    /// <summary>How far the provider's clock may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The shortest time between two looks for new keys, so that forged tokens cannot make us ask at will.</summary>
    public TimeSpan KeyRefresh { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsSet => !string.IsNullOrEmpty(Issuer);

    /// <exception cref="InvalidOperationException">The settings cannot work; the message says which.</exception>
    public void Check()
    {
        if (!IsSet)
        {
            return;
        }

        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback))
        {
            throw new InvalidOperationException("OpenIdConnect:Issuer must be an https address.");
        }

        if (ClientId.Length == 0 || ClientSecret.Length == 0)
        {
            throw new InvalidOperationException("OpenIdConnect:ClientId and OpenIdConnect:ClientSecret are missing.");
        }
    }
}
