namespace GraphQLEngine.Execution;

/// <summary>The source of the root types' fields: it holds nothing, the request's context does.</summary>
public readonly record struct Root;
