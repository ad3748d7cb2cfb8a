using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>An operation that took long: what it is called, never what it asked for.</summary>
/// <param name="Name">The name of the operation, cut to 100 characters; null when it has none.</param>
/// <param name="Kind">Its kind; null when none was chosen.</param>
/// <param name="DocumentHash">The SHA-256 of the document; null when it was not read.</param>
/// <param name="Cost">What it costs at the most.</param>
/// <param name="Duration">How long it took until its response was written.</param>
public readonly record struct SlowOperation(
    string? Name, OperationKind? Kind, string? DocumentHash, int Cost, TimeSpan Duration);
