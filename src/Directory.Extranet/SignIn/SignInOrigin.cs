using System.Security.Cryptography;
using System.Text;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Where a request comes from, as far as signing in minds.</summary>
internal sealed class SignInOrigin(IHttpContextAccessor accessor, BrowserMark mark)
{
    /// <summary>The network, which many may share.</summary>
    public string Network => SignIn.Network.Of(accessor.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>Whether the account signed in with this browser before.</summary>
    public bool IsBrowserOf(Guid account) => Browser(account) is not null;

    /// <summary>
    /// What tries are counted by: for the account's own browser that browser, so that others of its network cannot shut it out; else the
    /// network.
    /// </summary>
    public byte[] Of(Guid account) => Hash(Browser(account) is { } browser ? $"browser {browser}" : $"network {Network}");

    private Guid? Browser(Guid account) =>
        accessor.HttpContext is { } http && mark.Read(http) is { } known && known.Account == account ? known.Browser : null;

    // Not what it comes from itself: it is compared, never shown.
    private static byte[] Hash(string origin) => SHA256.HashData(Encoding.UTF8.GetBytes(origin));
}
