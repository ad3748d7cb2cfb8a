namespace GraphQLEngine.Language;

/// <summary>A list of another type.</summary>
public sealed class ListTypeNode(SourceLocation location, TypeNode ofType)
    : TypeNode(location)
{
    /// <summary>The item type.</summary>
    public TypeNode OfType { get; } = ofType;
}
