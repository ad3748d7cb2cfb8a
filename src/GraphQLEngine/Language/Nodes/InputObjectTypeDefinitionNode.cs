namespace GraphQLEngine.Language;

/// <summary>An input object type.</summary>
public sealed class InputObjectTypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<InputValueDefinitionNode> fields,
    bool isExtension)
    : TypeDefinitionNode(location, name, description, directives, isExtension)
{
    /// <summary>The input fields.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; } = fields;
}
