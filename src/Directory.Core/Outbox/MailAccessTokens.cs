using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Outbox;

/// <summary>Where a mail server's access tokens come from.</summary>
public sealed record MailTokenSource
{
    /// <summary>The token endpoint of the authorisation server.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Our identifier there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Our secret there.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What is asked for: <c>https://outlook.office365.com/.default</c>.</summary>
    public string? Scope { get; init; }
}

/// <summary>Access tokens for XOAUTH2, each used until shortly before its end.</summary>
/// <remarks>RFC 6749 §4.4, client credentials.</remarks>
internal sealed class MailAccessTokens(MailTokenSource source, TimeProvider clock)
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        MaxResponseContentBufferSize = 1 << 16,
    };

    private string? _token;
    private long _readAt;
    private TimeSpan _goodFor;

    /// <exception cref="HttpRequestException">The endpoint refuses, or answers something else than a token.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is not null && clock.GetElapsedTime(_readAt) < _goodFor)
        {
            return _token;
        }

        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = source.ClientId,
            ["client_secret"] = source.ClientSecret,
        };
        if (source.Scope is not null)
        {
            form["scope"] = source.Scope;
        }

        var asked = clock.GetTimestamp();
        using var content = new FormUrlEncodedContent(form);
        using var response = await Http.PostAsync(source.Endpoint, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        try
        {
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            _token = answer?.Token ?? throw new HttpRequestException("The token endpoint gave no access token.");
            (_readAt, _goodFor) = (asked, TimeSpan.FromSeconds(Math.Max(0, answer.ExpiresIn - 60)));
            return _token;
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new HttpRequestException("The token endpoint did not answer in JSON.", e);
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
