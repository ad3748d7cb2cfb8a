namespace GraphQLEngine.Language;

/// <summary>A union type.</summary>
public sealed class UnionTypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<NamedTypeNode> members,
    bool isExtension)
    : TypeDefinitionNode(location, name, description, directives, isExtension)
{
    /// <summary>The member types.</summary>
    public IReadOnlyList<NamedTypeNode> Members { get; } = members;
}
