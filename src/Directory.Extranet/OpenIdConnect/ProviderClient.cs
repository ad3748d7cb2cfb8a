using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>The provider could not be asked, or answered something that cannot be trusted.</summary>
internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Talks to the provider: what it is, tokens for codes, who someone is. Answers of more than 1 MB or 10 s are given up.</summary>
internal sealed class ProviderClient(HttpClient http, IOptions<ProviderSettings> options, TimeProvider clock) : IDisposable
{
    public const int MaxAnswerBytes = 1 << 20;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1);
    private OpenIdConnectConfiguration? _known;
    private DateTimeOffset _readAt;

    /// <summary>Addresses and keys, as the provider publishes them; read again after an hour, or when a key is not among them.</summary>
    public async Task<OpenIdConnectConfiguration> DiscoverAsync(bool isKeyMissing, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var age = clock.GetUtcNow() - _readAt;
            if (_known is null || age > KeptFor || (isKeyMissing && age > options.Value.KeyRefresh))
            {
                _known = await ReadAsync(cancellationToken);
                _readAt = clock.GetUtcNow();
            }

            return _known;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The tokens for a code.</summary>
    public async Task<(string IdToken, string AccessToken)> ExchangeAsync(
        string code, string redirectUri, string? verifier, CancellationToken cancellationToken)
    {
        var provider = await DiscoverAsync(false, cancellationToken);
        var settings = options.Value;
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
        };
        if (verifier is not null)
        {
            form["code_verifier"] = verifier;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        // The default of OpenID Connect Core §9 is basic; ProConnect and others take the secret in the form.
        if (provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_post"))
        {
            (form["client_id"], form["client_secret"]) = (settings.ClientId, settings.ClientSecret);
        }
        else
        {
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(form);
        var (body, _) = await SendAsync(request, cancellationToken);
        using var json = Parse(body);
        return json.RootElement is { ValueKind: JsonValueKind.Object } answer
            && answer.TryGetProperty("id_token", out var id) && id.ValueKind == JsonValueKind.String
            && answer.TryGetProperty("access_token", out var access) && access.ValueKind == JsonValueKind.String
            ? (id.GetString()!, access.GetString()!)
            : throw new ProviderException("The token endpoint answered without id_token or access_token.");
    }

    /// <summary>What the provider says of the person: JSON, or the same as a signed token.</summary>
    public async Task<(string Text, bool IsSigned)> ReadUserAsync(string accessToken, CancellationToken cancellationToken)
    {
        var provider = await DiscoverAsync(false, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var (body, type) = await SendAsync(request, cancellationToken);
        return (body, type == "application/jwt");
    }

    public static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException e)
        {
            throw new ProviderException("The provider's answer is not JSON.", e);
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        var issuer = options.Value.Issuer!;
        try
        {
            var documents = new HttpDocumentRetriever(http) { RequireHttps = !new Uri(issuer).IsLoopback };
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                issuer.TrimEnd('/') + "/.well-known/openid-configuration", documents, cancellationToken);
            // OpenID Connect Discovery §4.3: exactly the same, or it is someone else's.
            return found.Issuer == issuer
                ? found
                : throw new ProviderException($"The provider says that it is \"{found.Issuer}\", not \"{issuer}\".");
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidOperationException or ArgumentException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException("The provider's configuration cannot be read.", e);
        }
    }

    private async Task<(string Body, string? Type)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? (body, response.Content.Headers.ContentType?.MediaType)
                : throw new ProviderException($"The provider answered {(int)response.StatusCode} to {request.RequestUri!.AbsolutePath}.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException("The provider cannot be reached.", e);
        }
    }
}
