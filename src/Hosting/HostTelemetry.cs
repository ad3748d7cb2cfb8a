using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PublicDirectory.Observability;

namespace PublicDirectory.Hosting;

/// <summary>The set-up of <see cref="Telemetry"/> in a host that serves requests.</summary>
internal static class HostTelemetry
{
    /// <param name="builder">The host's, its configuration read.</param>
    /// <param name="service">The program.</param>
    /// <param name="ours">Names of its sources and meters.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service, params string[] ours)
    {
        string? Setting(string name) => builder.Configuration[name];
        if (Telemetry.IsAsked(Setting))
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddAspNetCoreInstrumentation());
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddAspNetCoreInstrumentation());
            builder.Services.AddOpenTelemetry().Measure(Setting, service, ours);
        }
    }
}
