using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PublicDirectory.Api.Limits;

/// <summary>What tells callers apart.</summary>
internal enum CallerKind : byte
{
    /// <summary>An IPv4 address; also whoever has none.</summary>
    Address,

    /// <summary>64 bits of an IPv6 address: what a household has.</summary>
    Household,

    /// <summary>48 bits of one: what a site has, and whoever rents one gets 65,536 households with it.</summary>
    Site,

    /// <summary>A partner, by its place in the settings.</summary>
    Partner,

    /// <summary>All those without a key together.</summary>
    Keyless,
}

/// <summary>A caller, as limits know it. Never written anywhere.</summary>
internal readonly record struct CallerKey(CallerKind Kind, ulong Value)
{
    private const int SiteBits = 48;

    /// <summary>The key of an address, and that of the wider network that it is counted with as well, where there is one.</summary>
    public static (CallerKey Key, CallerKey? Wider) Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        switch (address)
        {
            case null:
                return (new(CallerKind.Address, 0), null);
            case { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }:
                address.TryWriteBytes(bytes, out _);
                var household = BinaryPrimitives.ReadUInt64BigEndian(bytes);
                return (new(CallerKind.Household, household), new(CallerKind.Site, household >> (64 - SiteBits)));
            default:
                address.MapToIPv4().TryWriteBytes(bytes, out _);
                return (new(CallerKind.Address, BinaryPrimitives.ReadUInt32BigEndian(bytes)), null);
        }
    }
}
