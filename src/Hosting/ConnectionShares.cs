using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace PublicDirectory.Hosting;

/// <summary>
/// How many connections one address, or the 64 bits of an IPv6 household, may hold at once: nobody takes all those that a process has.
/// Known proxies bring the connections of many, and bound them themselves.
/// </summary>
internal sealed class ConnectionShares(int most, IReadOnlyList<System.Net.IPNetwork> proxies)
{
    private const int HouseholdBytes = 8;

    private readonly Dictionary<IPAddress, int> _held = [];
    private readonly Lock _lock = new();

    /// <summary>Serves a connection, or ends it at once where its address holds as many as it may.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (HouseholdOf(connection.RemoteEndPoint) is not { } household)
        {
            await next(connection);
            return;
        }

        if (!TryTake(household))
        {
            connection.Abort(new ConnectionAbortedException("Too many connections of one address."));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            GiveBack(household);
        }
    }

    private bool TryTake(IPAddress household)
    {
        lock (_lock)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, household, out _);
            if (held >= most)
            {
                return false;
            }

            held++;
            return true;
        }
    }

    private void GiveBack(IPAddress household)
    {
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_held, household) == 0)
            {
                _held.Remove(household);
            }
        }
    }

    // Null for those that are not counted: proxies, and what comes over no network.
    private IPAddress? HouseholdOf(EndPoint? from)
    {
        if (from is not IPEndPoint { Address: var address })
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (proxies.Any(network => network.Contains(address)))
        {
            return null;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(HouseholdBytes).Clear();
        return new IPAddress(bytes);
    }
}
