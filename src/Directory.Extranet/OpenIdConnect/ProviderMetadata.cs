using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>
/// The provider's addresses and keys, as it publishes them: read when someone signs in, never before, and again after an hour or when
/// a token bears a key that is not among them.
/// </summary>
/// <remarks>
/// The framework's own manager renews in the background, so that the first to sign in after a change of keys is refused. This one
/// lets that person wait for the new ones, and nobody else; and asks once in <see cref="ProviderSettings.KeyRefresh"/> at most, whatever
/// comes in and whether or not the provider answers.
/// </remarks>
internal sealed partial class ProviderMetadata(
    IOptions<ProviderSettings> options, TimeProvider clock, ILogger<ProviderMetadata> logger)
    : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly HttpClient _http = ProviderBackchannel.NewClient(options.Value, ProviderBackchannel.NewConnections());
    private OpenIdConnectConfiguration? _known;
    private long _readAt;
    private long? _triedAt;
    private bool _isMissingKey;

    /// <exception cref="ProviderException">It cannot be read, or could not a moment ago.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (_known is { } known && !IsDue)
        {
            return known;
        }

        await _reading.WaitAsync(cancel);
        try
        {
            if (IsDue)
            {
                await RenewAsync();
            }

            return _known ?? throw new ProviderException(ProviderRefusal.Unreachable, "The provider could not be reached a moment ago.");
        }
        finally
        {
            _reading.Release();
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    /// <summary>A token's key is not among those that are known.</summary>
    public override void RequestRefresh() => _isMissingKey = true;

    public void Dispose()
    {
        _reading.Dispose();
        _http.Dispose();
    }

    private bool IsDue => (_triedAt is not { } tried || clock.GetElapsedTime(tried) >= options.Value.KeyRefresh)
        && (_known is null || _isMissingKey || clock.GetElapsedTime(_readAt) >= KeptFor);

    // Not ended with the request that asks: whoever closes the page would make the provider look away for all.
    private async Task RenewAsync()
    {
        var now = clock.GetTimestamp();
        _triedAt = now;
        _isMissingKey = false;
        try
        {
            _known = await ReadAsync();
            _readAt = now;
        }
        catch (ProviderException e)
        {
            LogUnreachable(e);
            if (_known is null)
            {
                throw;
            }
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync()
    {
        var issuer = options.Value.Issuer!;
        try
        {
            var documents = new HttpDocumentRetriever(_http) { RequireHttps = options.Value.RequiresHttps };
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                issuer.TrimEnd('/') + "/.well-known/openid-configuration", documents, CancellationToken.None);
            return Refuse(found, options.Value) is { } why ? throw new ProviderException(ProviderRefusal.Unreachable, why) : found;
        }
        catch (Exception e) when (e is IOException
            or HttpRequestException
            or InvalidOperationException
            or ArgumentException
            or OperationCanceledException)
        {
            throw new ProviderException(ProviderRefusal.Unreachable, "The provider's configuration cannot be read.", e);
        }
    }

    private static string? Refuse(OpenIdConnectConfiguration found, ProviderSettings settings)
    {
        if (found.Issuer != settings.Issuer)
        {
            return "The provider says that it is another one."; // OpenID Connect Discovery §4.3
        }

        if (settings.SignedUserInfo && string.IsNullOrEmpty(found.UserInfoEndpoint))
        {
            return "The provider has no userinfo_endpoint, and OpenIdConnect:SignedUserInfo asks for one.";
        }

        string?[] optional = [found.UserInfoEndpoint, found.EndSessionEndpoint];
        return !IsSafe(found.AuthorizationEndpoint)
            || !IsSafe(found.TokenEndpoint)
            || optional.Any(address => !string.IsNullOrEmpty(address) && !IsSafe(address))
            ? "An address that the provider publishes is missing, or is not https."
            : null;

        bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !settings.RequiresHttps));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider cannot be used, or its addresses and keys cannot be renewed.")]
    private partial void LogUnreachable(Exception exception);
}
