using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>
/// What the framework's handler does not do between the two servers: it posts the secret in the form, whatever was agreed, and reads
/// what the provider signed of a person without looking at the signature.
/// </summary>
internal sealed class ProviderBackchannel(IOptions<ProviderSettings> options, ProviderTokens tokens) : DelegatingHandler(NewConnections())
{
    private const int MaxAnswerBytes = 1 << 20;
    private const string Signed = "application/jwt";
    private const string Plain = "application/json";

    /// <summary>Gives up an answer that is slow or long.</summary>
    public static HttpClient NewClient(ProviderSettings settings, HttpMessageHandler connections) =>
        new(connections) { Timeout = settings.Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };

    /// <summary>Goes where it is told and nowhere else; looks the name up again now and then.</summary>
    public static SocketsHttpHandler NewConnections() =>
        new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (request.Method == HttpMethod.Post && settings.ClientAuthentication == ProviderSettings.SecretInHeader)
        {
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (request.Headers.Authorization is { Scheme: "Bearer" } && response.IsSuccessStatusCode)
        {
            response.Content = await ReadUserAsync(response.Content, cancellationToken);
        }

        return response;
    }

    // OpenID Connect Core §5.3.2: signed, it says for whom and by whom; the handler then compares whose it is.
    private async Task<HttpContent> ReadUserAsync(HttpContent content, CancellationToken cancellationToken)
    {
        switch (content.Headers.ContentType?.MediaType)
        {
            case Signed:
                await content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
                var token = await tokens.ReadAsync(await content.ReadAsStringAsync(cancellationToken), hasExpiry: false);
                return new StringContent(Base64Url(token.EncodedPayload), Encoding.UTF8, Plain);
            case Plain when !options.Value.SignedUserInfo:
                return content;
            default:
                throw new ProviderException(
                    ProviderRefusal.Failed, "What the provider says of the person is not signed, or in no known form.");
        }
    }

    private static string Base64Url(string payload) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(payload);
}
