namespace GraphQLEngine.Schema;

/// <summary>A list of another type.</summary>
/// <remarks>Spec (September 2025) §3.11, List.</remarks>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    /// <summary>The item type.</summary>
    public GraphQLType OfType { get; } = ofType;

    /// <inheritdoc/>
    public override string ToString() => $"[{OfType}]";
}
