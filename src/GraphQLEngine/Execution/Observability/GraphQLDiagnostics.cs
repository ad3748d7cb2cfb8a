using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GraphQLEngine.Execution;

/// <summary>The names under which the engine can be watched. They are the same for every executor of the process.</summary>
/// <remarks>Tags follow the OpenTelemetry semantic conventions for GraphQL where these have a name.</remarks>
public static class GraphQLDiagnostics
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string SourceName = "GraphQLEngine";

    internal static readonly ActivitySource Activities = new(SourceName);

    private static readonly Meter Meter = new(SourceName);

    internal static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("graphql.requests", "{request}", "Requests, by kind of operation and outcome.");

    internal static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("graphql.errors", "{error}", "Errors of responses, by code.");

    internal static readonly Histogram<int> Cost =
        Meter.CreateHistogram<int>("graphql.request.cost", "1", "What operations cost at the most, refused ones included.");

    internal static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("graphql.request.duration", "s", "From the request to its written response.");

    internal static readonly Counter<long> Documents =
        Meter.CreateCounter<long>(
            "graphql.documents", "{document}", "Documents asked for, by whether they were known (hit) or not (miss).");

    internal static bool IsWatched =>
        Activities.HasListeners() || Requests.Enabled || Errors.Enabled || Cost.Enabled || Duration.Enabled || Documents.Enabled;
}
