namespace GraphQLEngine.Execution;

// Decides whether anyone wants to know of a request, before anything is measured.
internal sealed class RequestObserver(ExecutorOptions options)
{
    private readonly bool _hasHook = options is { OnSlowOperation: not null, SlowThreshold: not null };

    public bool IsWatching => _hasHook || GraphQLDiagnostics.IsWatched;

    public RequestObservation Start() => new(options);
}
