namespace GraphQLEngine.Language;

/// <summary>A type that excludes null.</summary>
public sealed class NonNullTypeNode(SourceLocation location, TypeNode ofType)
    : TypeNode(location)
{
    /// <summary>The type that is made non-null; never itself non-null.</summary>
    public TypeNode OfType { get; } = ofType;
}
