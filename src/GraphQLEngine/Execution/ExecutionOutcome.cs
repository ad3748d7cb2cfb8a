using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>What the host needs to know of a request whose response is written.</summary>
/// <param name="IsRequestError">True when nothing was executed and the response has no <c>data</c>.</param>
/// <param name="Operation">The kind of the operation; null when none was chosen.</param>
/// <param name="Errors">The errors of the response; empty when there are none.</param>
public readonly record struct ExecutionOutcome(
    bool IsRequestError, OperationKind? Operation, IReadOnlyList<GraphQLError> Errors);
