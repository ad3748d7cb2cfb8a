namespace GraphQLEngine.Language;

/// <summary>A scalar type.</summary>
public sealed class ScalarTypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    bool isExtension)
    : TypeDefinitionNode(location, name, description, directives, isExtension);
