using GraphQLEngine.Execution;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PublicDirectory.Api.GraphQL;

namespace PublicDirectory.Api.Http;

/// <summary>
/// Sends the engine's activities and metrics, and those of ASP.NET Core, to a collector, where the operator names one by the
/// standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Without it nothing is measured.
/// </summary>
/// <remarks>OpenTelemetry specification, "OTLP Exporter Configuration": the exporter reads the other variables itself.</remarks>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "directory-api";
    private static readonly string[] Meters = [GraphQLDiagnostics.SourceName, CompetenceGaps.MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime"];
    private static readonly string[] Sources = [GraphQLDiagnostics.SourceName, "Microsoft.AspNetCore"];

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[EndpointVariable] is not { Length: > 0 })
        {
            return Task.CompletedTask;
        }

        var service = ResourceBuilder.CreateDefault().AddService(ServiceName).AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(Configure).SetResourceBuilder(service).AddMeter(Meters).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(Configure).SetResourceBuilder(service).AddSource(Sources).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _metrics?.ForceFlush();
        _traces?.ForceFlush();
        return Task.CompletedTask;
    }

    // The exporter reads the other variables where ours are: the environment, or any other source of the configuration.
    private void Configure(IServiceCollection services) => services.AddSingleton(configuration);

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }
}
