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

    /// <summary>How much document text stays prepared, in bytes; plans take some ten to thirty times as much.</summary>
    public int CachedBytes { get; init; } = 4 << 20;

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
