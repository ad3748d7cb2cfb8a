namespace GraphQLEngine.Language;

/// <summary>An enum type.</summary>
public sealed class EnumTypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<EnumValueDefinitionNode> values,
    bool isExtension)
    : TypeDefinitionNode(location, name, description, directives, isExtension)
{
    /// <summary>The values.</summary>
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; } = values;
}
