using GraphQLEngine.Language;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

/// <summary>The bounds and hooks of an executor.</summary>
public sealed record ExecutorOptions
{
    /// <summary>The bounds of reading a document.</summary>
    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    /// <summary>The bounds of what a document may ask for.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>How many documents stay prepared.</summary>
    public int CachedDocuments { get; init; } = 1000;

    /// <summary>How much memory documents that stay prepared may take with their plans, in bytes, as estimated.</summary>
    public long CachedBytes { get; init; } = 64 << 20;

    /// <summary>
    /// How much memory may hold what was written for objects that never change, in bytes; 0 means that nothing is kept.
    /// See <see cref="ObjectResolvers{TSource}.Unchanging"/>.
    /// </summary>
    public int KeptBytes { get; init; } = 16 << 20;

    /// <summary>How many refused documents are remembered by their hash, so that the same one is not read again.</summary>
    public int CachedRefusals { get; init; } = 1000;

    /// <summary>How many documents clients may leave here under their hash, by the APQ convention; 0 means none.</summary>
    public int PersistedDocuments { get; init; }

    /// <summary>How much memory those documents may take with their plans, in bytes, as estimated.</summary>
    public long PersistedBytes { get; init; } = 32 << 20;

    /// <summary>
    /// Documents known beforehand, asked for by hash or by name. They are read and validated when the executor is made.
    /// </summary>
    public IReadOnlyList<TrustedDocument> TrustedDocuments { get; init; } = [];

    /// <summary>True where no other document is served.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>What costs how much where the schema does not say.</summary>
    public CostOptions Costs { get; init; } = new();

    /// <summary>What a request may cost unless it has a budget of its own; null means as much as it asks for.</summary>
    public int? CostBudget { get; init; }

    /// <summary>How long what has no <c>@cacheControl</c> may be kept, in seconds.</summary>
    public int DefaultMaxAge { get; init; }

    /// <summary>From which duration on an operation is slow; null means none is.</summary>
    public TimeSpan? SlowThreshold { get; init; }

    /// <summary>Called with every slow operation, after its response is written.</summary>
    public Action<SlowOperation>? OnSlowOperation { get; init; }

    /// <summary>How large a response may be, in bytes.</summary>
    public int MaxResponseBytes { get; init; } = 32 << 20;

    /// <summary>How many things may be wrong with the variables before the rest is not looked at.</summary>
    public int MaxVariableErrors { get; init; } = 20;

    /// <summary>How long a request may take; null means as long as the caller waits.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called with every exception that the client does not get to see, and the error it sees instead.</summary>
    public Action<Exception, GraphQLError>? OnUnexpectedError { get; init; }
}
