namespace GraphQLEngine.Schema;

/// <summary>A type that excludes null.</summary>
/// <remarks>Spec (September 2025) §3.12, Non-Null.</remarks>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    /// <summary>The type that is made non-null; never itself non-null.</summary>
    public GraphQLType OfType { get; } = ofType;

    /// <inheritdoc/>
    public override string ToString() => $"{OfType}!";
}
