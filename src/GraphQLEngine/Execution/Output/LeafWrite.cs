namespace GraphQLEngine.Execution;

/// <summary>Writes one leaf value as exactly one JSON value. Throwing makes the field an error.</summary>
public delegate void LeafWrite<in T>(ResultWriter writer, T value);
