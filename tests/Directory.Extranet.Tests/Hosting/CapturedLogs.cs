using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>What a host would write in its logs: all of ours, and of others what is written by default.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The same host, with its logs kept here.</summary>
    public WebApplicationFactory<Program> Of(WebApplicationFactory<Program> factory) => factory.WithWebHostBuilder(builder =>
        builder.ConfigureServices(services => services.AddLogging(logging => logging
            .AddProvider(this).SetMinimumLevel(LogLevel.Information).AddFilter("PublicDirectory", LogLevel.Trace).AddFilter(
                "Npgsql", LogLevel.Information))));

    public ILogger CreateLogger(string categoryName) => new Captured(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Captured(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs._lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
