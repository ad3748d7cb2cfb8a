namespace GraphQLEngine.Conformance;

/// <summary>One request of the comparison, the same for both sides.</summary>
/// <param name="Kind">How it was made: valid, invalid or damaged.</param>
/// <param name="Document">The document.</param>
/// <param name="Variables">The variables as JSON; null for none.</param>
/// <param name="OperationName">The operation to run; null where there is one.</param>
/// <param name="Seed">Where the values of its data start.</param>
/// <param name="Faults">How many values in a hundred are null, thrown or wrong.</param>
internal sealed record Request(string Kind, string Document, string? Variables, string? OperationName, string Seed, int Faults);
