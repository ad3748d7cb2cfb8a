using System.Globalization;
using System.Text;

namespace PublicDirectory.Core.Documents;

/// <summary>The host that an address leads to, whatever it looks like.</summary>
public static class HostName
{
    private const int MaxLength = 253;

    private static readonly IdnMapping Names = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    /// <summary>
    /// The part of a web address between <c>//</c> and the path, when it is nothing but a host and perhaps a port: no name or password
    /// before an at sign, which many take for the host, nothing encoded, no backslash, which browsers take for a slash.
    /// </summary>
    /// <param name="address">An address that begins with <c>https://</c> or <c>http://</c>.</param>
    /// <returns>The host as it is written, and the port if it is; null for any other address.</returns>
    public static (string Host, int? Port)? OfWebAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var start = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        var authority = start == 0 ? "" : address[start..];
        authority = authority[..(authority.AsSpan().IndexOfAny('/', '?', '#') is var end and >= 0 ? end : authority.Length)];
        if (authority.Length == 0 || authority.AsSpan().ContainsAny(@"@\%[]"))
        {
            return null;
        }

        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return (authority, null);
        }

        return ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? (authority[..colon], port)
            : null;
    }

    /// <summary>The host as machines write it, in lower case: <c>xn--…</c> for letters beyond a to z.</summary>
    /// <returns>Null for what can be no host.</returns>
    public static string? ToAscii(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            var ascii = Names.GetAscii(host).ToLowerInvariant();
            // One that is written in machines' letters already must be one that can be read back.
            _ = Names.GetUnicode(ascii);
            return ascii.Length <= MaxLength && ascii[^1] != '.' ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The host as people would read it; the same where it says nothing else.</summary>
    public static string ToUnicode(string ascii)
    {
        try
        {
            return Names.GetUnicode(ascii);
        }
        catch (ArgumentException)
        {
            return ascii;
        }
    }

    /// <summary>Whether two names look alike at a glance: figures for letters, « rn » for « m », hyphens for dots.</summary>
    internal static string Skeleton(string ascii)
    {
        var plain = new StringBuilder(ascii);
        foreach (var (from, to) in new[] { ("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"), ("-", "."), ("_", ".") })
        {
            plain.Replace(from, to);
        }

        return plain.ToString();
    }
}
