using System.Net;
using System.Net.Sockets;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>The network that an address is of: what one office or one home has, and no single person.</summary>
internal static class Network
{
    private const int Bits4 = 24;
    private const int Bits6 = 56;
    private const int Places = 1 << 16;

    /// <summary>How many places there are for networks.</summary>
    public static int PlaceCount => Places;

    /// <summary>
    /// The place of an address's network, for whoever counts by network: a million of them take no more memory than the places, and two may
    /// share one and its limit. Which do is another thing at each start: nobody can choose whom to share with.
    /// </summary>
    public static int PlaceOf(IPAddress? address) => PlaceOf(Of(address));

    /// <summary>The place of a network.</summary>
    public static int PlaceOf(string network) => network.GetHashCode(StringComparison.Ordinal) & (Places - 1);

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
