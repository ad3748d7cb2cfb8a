using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PublicDirectory.Hosting;

/// <summary>What both hosts bear from a connection before they know what it wants: nobody holds one for nothing.</summary>
internal static class Doors
{
    /// <summary>How long a request may take to say what it is.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may stay without a request.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How many connections a process holds.</summary>
    public const int MaxConnections = 10_000;

    /// <summary>How many of them one address holds, unless <c>Doors:ConnectionsOfAnAddress</c> says otherwise.</summary>
    public const int ConnectionsOfAnAddress = 1000;

    /// <summary>The fewest bytes a second of a body, once <see cref="BodyGrace"/> is over.</summary>
    public const int BodyBytesPerSecond = 1000;

    /// <summary>How long a body may be slower than that.</summary>
    public static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The fewest bytes a second that a reader takes of an answer, once <see cref="AnswerGrace"/> is over: answers wait in memory.
    /// </summary>
    public const int AnswerBytesPerSecond = 100_000;

    /// <summary>How long a reader may be slower than that.</summary>
    public static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(30);

    private const int MaxHeadersBytes = 16 << 10;

    /// <summary>Sets the bounds; a body may have so many bytes unless whoever reads it says less.</summary>
    public static void Guard(this IWebHostBuilder host, long maxBodyBytes) => host.ConfigureKestrel((context, kestrel) =>
    {
        var shares = new ConnectionShares(
            context.Configuration.GetValue("Doors:ConnectionsOfAnAddress", ConnectionsOfAnAddress), Proxies.Read(context.Configuration));
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => shares.ServeAsync(connection, next)));
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = maxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = IdleTimeout;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, BodyGrace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(AnswerBytesPerSecond, AnswerGrace);
    });
}
