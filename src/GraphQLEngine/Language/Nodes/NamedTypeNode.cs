namespace GraphQLEngine.Language;

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode(SourceLocation location, string name)
    : TypeNode(location)
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;
}
