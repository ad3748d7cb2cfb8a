using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>What a provider says is over.</summary>
/// <param name="Id">Its name for this token.</param>
/// <param name="Session">Its session; null for all of the person's.</param>
/// <param name="Subject">The person; null when it names the session alone.</param>
internal sealed record ProviderLogoutNotice(string Id, string? Session, string? Subject);

/// <summary>Decides whether a token ends sessions, and remembers those that did.</summary>
/// <remarks>OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6.</remarks>
internal sealed class LogoutTokens(ProviderTokens tokens, NpgsqlDataSource database, IOptions<ProviderSettings> options, TimeProvider clock)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int MaxToken = 16 * 1024;
    private const int MaxName = 255;

    // Good for so long at most, whatever it says of its own end; remembered for longer.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);
    private static readonly Duration Remembered = Duration.FromHours(1);

    /// <exception cref="ProviderException">It cannot be trusted, or ends nothing.</exception>
    public async Task<ProviderLogoutNotice> ReadAsync(string text)
    {
        Require(text.Length <= MaxToken, "it is too long");
        var token = await tokens.ReadAsync(text, hasExpiry: true);
        Require(token.Typ is null or "" || IsOneOf(token.Typ, "logout+jwt", "application/logout+jwt", "JWT"), "its type is another one");
        using var said = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        var claims = said.RootElement;
        Require(
            claims.TryGetProperty("iat", out var at)
                && at.ValueKind == JsonValueKind.Number
                && at.TryGetDouble(out var made)
                && IsOfNow(made),
            "it was not made lately");
        Require(
            claims.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Object
                && events.TryGetProperty(Event, out var what) && what.ValueKind == JsonValueKind.Object,
            "it is about something else");
        Require(!claims.TryGetProperty("nonce", out _), "it answers a sign-in");
        var (session, subject) = (Name(claims, "sid"), Name(claims, "sub"));
        Require(session is not null || subject is not null, "it names nobody");
        var notice = new ProviderLogoutNotice(Name(claims, "jti") ?? "", session, subject);
        Require(notice.Id.Length > 0, "it has no name");
        Require(!await WasSeenAsync(notice), "it has served already");
        return notice;
    }

    /// <summary>It has ended what it could: it does not serve again.</summary>
    public async Task RememberAsync(ProviderLogoutNotice notice, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from provider_logout_tokens where seen_at < $1", cancellationToken, now - Remembered);
        await connection.ExecuteAsync(
            "insert into provider_logout_tokens (token_hash, seen_at) values ($1, $2) on conflict do nothing", cancellationToken,
            Hash(notice), now);
    }

    private Instant Now => clock.GetCurrentInstant();

    private async Task<bool> WasSeenAsync(ProviderLogoutNotice notice)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ScalarAsync<bool>(
            "select exists (select from provider_logout_tokens where token_hash = $1)", CancellationToken.None, Hash(notice));
    }

    private bool IsOfNow(double made)
    {
        var (now, skew) = (clock.GetUtcNow().ToUnixTimeSeconds(), options.Value.ClockSkew.TotalSeconds);
        return made <= now + skew && made >= now - skew - MaxAge.TotalSeconds;
    }

    private byte[] Hash(ProviderLogoutNotice notice) => SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Value.Issuer}\n{notice.Id}"));

    private static string? Name(JsonElement claims, string claim)
    {
        if (!claims.TryGetProperty(claim, out var value))
        {
            return null;
        }

        var name = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        Require(name.Length is > 0 and <= MaxName && !name.Any(char.IsControl), $"its {claim} is no name");
        return name;
    }

    private static bool IsOneOf(string type, params string[] types) => types.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ProviderException(ProviderRefusal.Failed, $"A token that ends sessions is refused: {otherwise}.");
        }
    }
}
