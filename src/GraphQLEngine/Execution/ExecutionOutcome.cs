using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>What the host needs to know of a request whose response is written.</summary>
/// <param name="IsRequestError">True when nothing was executed and the response has no <c>data</c>.</param>
/// <param name="Operation">The kind of the operation; null when none was chosen.</param>
/// <param name="Errors">The errors of the response; empty when there are none.</param>
public readonly record struct ExecutionOutcome(
    bool IsRequestError, OperationKind? Operation, IReadOnlyList<GraphQLError> Errors)
{
    /// <summary>The name of the operation; null when it has none or none was chosen.</summary>
    public string? OperationName { get; init; }

    /// <summary>The SHA-256 of the document in hexadecimal digits; null when it was not read.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>True where the document was known already, prepared or refused.</summary>
    public bool IsDocumentKnown { get; init; }

    /// <summary>What the operation costs at the most, also when that is why it was refused; 0 when it was not computed.</summary>
    public int Cost { get; init; }

    /// <summary>How long the response may be kept; not at all when it has errors.</summary>
    public CacheHint CacheHint { get; init; }

    /// <summary>What the operation uses that is deprecated.</summary>
    public IReadOnlyList<DeprecatedUse> Deprecations { get => field ?? []; init; }
}
