using System.Diagnostics;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PublicDirectory.Observability;

/// <summary>
/// Sends traces and metrics to a collector, where the operator names one by OpenTelemetry's standard variables; without them nothing is
/// measured. One set-up for all programs; the exporter reads the other variables itself.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string Disabled = "OTEL_SDK_DISABLED";

    // What failed is told by type and place: messages quote what people typed.
    private static readonly ActivityListener Exceptions = new()
    {
        ShouldListenTo = _ => true,
        ExceptionRecorder = static (_, exception, ref tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", exception.StackTrace ?? "");
        },
    };

    /// <summary>Whether the operator named a collector.</summary>
    /// <param name="setting">Reads a variable.</param>
    public static bool IsAsked(Func<string, string?> setting) => AsksFor(setting, TracesEndpoint) || AsksFor(setting, MetricsEndpoint);

    /// <summary>What every program tells: its own sources and meters, SQL, calls to others, the runtime.</summary>
    /// <param name="telemetry">The set-up of the host, or of a program without one.</param>
    /// <param name="setting">Reads a variable.</param>
    /// <param name="service">The program, unless <c>OTEL_SERVICE_NAME</c> says another name.</param>
    /// <param name="ours">Names of sources and meters.</param>
    public static void Measure(this IOpenTelemetryBuilder telemetry, Func<string, string?> setting, string service, params string[] ours)
    {
        telemetry.ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector());
        if (AsksFor(setting, TracesEndpoint))
        {
            ActivitySource.AddActivityListener(Exceptions);
            telemetry.WithTracing(traces => traces
                .AddSource(ours).AddNpgsql().AddHttpClientInstrumentation().AddProcessor(new SpanTags()).AddOtlpExporter());
        }

        if (AsksFor(setting, MetricsEndpoint))
        {
            telemetry.WithMetrics(metrics => metrics
                .AddMeter(ours).AddNpgsqlInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter());
        }
    }

    private static bool AsksFor(Func<string, string?> setting, string endpoint) =>
        !"true".Equals(setting(Disabled), StringComparison.OrdinalIgnoreCase)
        && (setting(Endpoint) is { Length: > 0 } || setting(endpoint) is { Length: > 0 });
}
