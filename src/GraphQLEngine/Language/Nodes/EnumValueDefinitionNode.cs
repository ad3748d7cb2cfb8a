namespace GraphQLEngine.Language;

/// <summary>A value of an enum type.</summary>
public sealed class EnumValueDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode(location)
{
    /// <summary>The value's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description.</summary>
    public string? Description { get; } = description;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
