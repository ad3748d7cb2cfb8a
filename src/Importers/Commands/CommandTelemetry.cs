using System.Diagnostics;
using OpenTelemetry;
using PublicDirectory.Observability;

namespace PublicDirectory.Importers.Commands;

/// <summary>One span for a command, with its SQL below it; sent when the command ends.</summary>
internal sealed class CommandTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new("PublicDirectory.Importers");

    private readonly OpenTelemetrySdk _sdk;
    private readonly Activity? _command;

    private CommandTelemetry(OpenTelemetrySdk sdk, string command) => (_sdk, _command) = (sdk, Source.StartActivity(command));

    /// <summary>Null where the operator named no collector.</summary>
    public static CommandTelemetry? Begin(string command) => Telemetry.IsAsked(Environment.GetEnvironmentVariable)
        ? new(
            OpenTelemetrySdk.Create(telemetry => telemetry.Measure(Environment.GetEnvironmentVariable, "directory-importers", Source.Name)),
            command)
        : null;

    public void Dispose()
    {
        _command?.Dispose();
        _sdk.Dispose();
    }
}
