using System.Diagnostics;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>One request as activities, metrics and the slow operation hook see it: never its text or its variables.</summary>
internal sealed class RequestObservation : IDisposable
{
    private const int NameLength = 100;

    private readonly ExecutorOptions _options;
    private readonly long _start;
    private readonly Activity? _activity;
    private bool _hasEnded;

    public RequestObservation(ExecutorOptions options)
    {
        _options = options;
        _start = options.TimeProvider.GetTimestamp();
        _activity = GraphQLDiagnostics.Activities.StartActivity("graphql", ActivityKind.Internal);
    }

    public void End(in ExecutionOutcome outcome)
    {
        _hasEnded = true;
        var duration = _options.TimeProvider.GetElapsedTime(_start);
        var name = outcome.OperationName is { Length: > NameLength } text ? text[..NameLength] : outcome.OperationName;
        Trace(in outcome, name);
        Measure(in outcome, duration);
        if (duration >= _options.SlowThreshold)
        {
            _options.OnSlowOperation?.Invoke(
                new SlowOperation(name, outcome.Operation, outcome.DocumentHash, outcome.Cost, duration));
        }
    }

    // Without an end the caller went away, or the response could not be written.
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, "canceled");
            GraphQLDiagnostics.Requests.Add(1, new KeyValuePair<string, object?>("graphql.outcome", "canceled"));
        }

        _activity?.Dispose();
    }

    private void Trace(in ExecutionOutcome outcome, string? name)
    {
        if (_activity is null)
        {
            return;
        }

        _activity.DisplayName = Kind(outcome.Operation);
        _activity.SetTag("graphql.operation.type", Kind(outcome.Operation));
        _activity.SetTag("graphql.operation.name", name);
        _activity.SetTag("graphql.document.hash", outcome.DocumentHash);
        _activity.SetTag("graphql.document.known", outcome.IsDocumentKnown);
        _activity.SetTag("graphql.cost", outcome.Cost);
        if (outcome.Errors.Count > 0)
        {
            _activity.SetTag("graphql.error.codes", outcome.Errors.Select(e => e.Code).Distinct().ToArray());
            _activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void Measure(in ExecutionOutcome outcome, TimeSpan duration)
    {
        var kind = new KeyValuePair<string, object?>("graphql.operation.type", Kind(outcome.Operation));
        var end = outcome.IsRequestError ? "refused" : outcome.Errors.Count > 0 ? "partial" : "complete";
        GraphQLDiagnostics.Requests.Add(1, kind, new("graphql.outcome", end));
        GraphQLDiagnostics.Duration.Record(duration.TotalSeconds, kind, new("graphql.outcome", end));
        if (outcome.Operation is not null)
        {
            GraphQLDiagnostics.Cost.Record(outcome.Cost, kind);
        }

        if (outcome.DocumentHash is not null)
        {
            GraphQLDiagnostics.Documents.Add(
                1, new KeyValuePair<string, object?>("graphql.document.cache", outcome.IsDocumentKnown ? "hit" : "miss"));
        }

        foreach (var error in outcome.Errors)
        {
            GraphQLDiagnostics.Errors.Add(1, new KeyValuePair<string, object?>("graphql.error.code", error.Code));
        }
    }

    private static string Kind(OperationKind? kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
        _ => "unknown",
    };
}
