using System.Net;
using System.Net.Sockets;

namespace PublicDirectory.Testing;

/// <summary>What goes wrong between two ends.</summary>
public enum Fault
{
    /// <summary>Nothing: all is passed on.</summary>
    None,

    /// <summary>Connections are closed as soon as they come, and those that there are, at once.</summary>
    Refuse,

    /// <summary>Connections are taken, and nothing is passed on any more: a black hole.</summary>
    Silence,

    /// <summary>Each part of what is passed on takes a while.</summary>
    Slow,
}

/// <summary>Stands on loopback before a server, on a port of its own, and breaks the connection as a test wants it.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private volatile Fault _fault;
    private int _accepted;

    /// <param name="host">The server's address.</param>
    /// <param name="port">Its port.</param>
    public FaultProxy(string host, int port)
    {
        _server = new IPEndPoint(IPAddress.Parse(host), port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections have come so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>From now on. <see cref="Fault.Refuse"/> cuts the connections that there are.</summary>
    public void Set(Fault fault)
    {
        _fault = fault;
        if (fault == Fault.Refuse)
        {
            Cut();
        }
    }

    /// <summary>Closes all connections; new ones fare as before.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Interlocked.Increment(ref _accepted);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        if (_fault == Fault.Refuse)
        {
            client.Dispose();
            return;
        }

        var server = new TcpClient();
        lock (_gate)
        {
            _open.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(_server, _end.Token);
            await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or the server is not there.
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is var count and > 0)
            {
                if (_fault == Fault.Slow)
                {
                    await Task.Delay(Slowness, _end.Token);
                }

                // What was swallowed never comes: the connection stays dead even when others pass again.
                if (_fault == Fault.Silence)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end went away.
        }
    }
}
