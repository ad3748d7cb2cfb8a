namespace GraphQLEngine.Language;

/// <summary>An object type.</summary>
public sealed class ObjectTypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<NamedTypeNode> interfaces,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<FieldDefinitionNode> fields,
    bool isExtension)
    : TypeDefinitionNode(location, name, description, directives, isExtension)
{
    /// <summary>The interfaces it declares.</summary>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}
