namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>An OpenID Connect provider: the section <c>OpenIdConnect</c> of the settings; without an issuer there is none.</summary>
internal sealed record ProviderSettings
{
    /// <summary>The secret in the form, as ProConnect takes it.</summary>
    public const string SecretInForm = "client_secret_post";

    /// <summary>The secret in a header (RFC 6749 §2.3.1).</summary>
    public const string SecretInHeader = "client_secret_basic";

    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    /// <summary>As the provider's tokens say it, to the letter: <c>https://…/api/v2</c>.</summary>
    public string? Issuer { get; init; }

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>
    /// How the secret is shown to the provider: <see cref="SecretInForm"/> or <see cref="SecretInHeader"/>, as it was registered there.
    /// </summary>
    public string ClientAuthentication { get; init; } = SecretInForm;

    /// <summary>On the button.</summary>
    public string Name { get; init; } = "ProConnect";

    /// <summary>
    /// What is asked for, separated by spaces. <c>given_name</c> and <c>usual_name</c> are scopes of their own for ProConnect.
    /// </summary>
    public string Scopes { get; init; } = "openid";

    /// <summary>Proof Key for Code Exchange (RFC 7636); turned off for a provider that refuses it.</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>
    /// The levels of assurance that are asked for, separated by spaces; whoever comes back with none of them is refused.
    /// Empty leaves it to the provider.
    /// </summary>
    public string AcrValues { get; init; } = "";

    /// <summary>
    /// The parameter <c>claims</c> as JSON (OpenID Connect Core §5.5), for a provider that says <c>acr</c> or <c>amr</c> only when asked
    /// so.
    /// </summary>
    public string Claims { get; init; } = "";

    /// <summary>The methods (<c>amr</c>) that say that the provider asked for two factors; then ours is not asked for.</summary>
    public string TwoFactorAmr { get; init; } = "mfa";

    /// <summary>The levels (<c>acr</c>) that say so.</summary>
    public string TwoFactorAcr { get; init; } = "";

    /// <summary>What the provider says of a person must be signed: plain JSON is refused.</summary>
    public bool SignedUserInfo { get; init; }

    /// <summary>Signatures that are taken, separated by spaces. Never <c>none</c>, nor a secret shared with the provider.</summary>
    public string Algorithms { get; init; } = "RS256 PS256 ES256";

    /// <summary>How far the provider's clock may differ, five minutes at most.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The shortest time between two looks at the provider's addresses and keys, so that neither forged tokens nor an outage make us ask
    /// at will.
    /// </summary>
    public TimeSpan KeyRefresh { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An answer of the provider's that takes longer is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public bool IsSet => !string.IsNullOrEmpty(Issuer);

    /// <summary>Plain HTTP is for a provider on this machine.</summary>
    public bool RequiresHttps => !new Uri(Issuer!).IsLoopback;

    /// <summary>Whether a level was asked for and this is not one.</summary>
    public bool Lacks(string? level) => Words(AcrValues) is { Length: > 0 } wanted && !wanted.Contains(level);

    /// <summary>Whether the provider proved the person twice.</summary>
    public bool IsTwoFactor(IEnumerable<string> methods, string? level) =>
        Words(TwoFactorAmr).Intersect(methods).Any() || Words(TwoFactorAcr).Contains(level);

    /// <exception cref="InvalidOperationException">The settings cannot work, or are not safe; the message says which.</exception>
    public void Check()
    {
        if (!IsSet)
        {
            return;
        }

        Require(
            Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer)
                && (issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)),
            "Issuer must be an https address.");
        Require(ClientId.Length > 0 && ClientSecret.Length > 0, "ClientId and OpenIdConnect:ClientSecret are missing.");
        Require(
            ClientAuthentication is SecretInForm or SecretInHeader, $"ClientAuthentication must be {SecretInForm} or {SecretInHeader}.");
        Require(Words(Scopes).Contains("openid"), "Scopes must hold openid.");
        Require(
            Words(Algorithms) is { Length: > 0 } algorithms && algorithms.All(name => name[..2] is "RS" or "PS" or "ES"),
            "Algorithms must be signatures with a key of the provider's own (RS…, PS…, ES…).");
        Require(ClockSkew >= TimeSpan.Zero && ClockSkew <= LargestSkew, $"ClockSkew must be between 0 and {LargestSkew}.");
        Require(KeyRefresh >= TimeSpan.FromSeconds(1), "KeyRefresh must be a second or more.");
        Require(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromMinutes(1), "Timeout must be between 0 and a minute.");
        Require(Claims.Length == 0 || IsJsonObject(Claims), "Claims must be a JSON object.");
    }

    internal static string[] Words(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("OpenIdConnect:" + otherwise);
        }
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
