using System.Net;
using System.Net.Sockets;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>The network that an address is of: what one office or one home has, and no single person.</summary>
internal static class Network
{
    private const int Bits4 = 24;
    private const int Bits6 = 56;

    /// <summary><c>192.0.2.0/24</c>, <c>2001:db8:0:ff00::/56</c>; empty when there is no address.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var known = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bits = known.AddressFamily is AddressFamily.InterNetwork ? Bits4 : Bits6;
        var bytes = known.GetAddressBytes();
        Array.Clear(bytes, bits / 8, bytes.Length - (bits / 8));
        return new IPNetwork(new IPAddress(bytes), bits).ToString();
    }
}
