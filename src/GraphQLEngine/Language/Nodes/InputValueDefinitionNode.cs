namespace GraphQLEngine.Language;

/// <summary>An argument or an input field.</summary>
public sealed class InputValueDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    TypeNode type,
    ValueNode? defaultValue,
    IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode(location)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The description.</summary>
    public string? Description { get; } = description;

    /// <summary>The type of its value.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The default; null when none is written.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
