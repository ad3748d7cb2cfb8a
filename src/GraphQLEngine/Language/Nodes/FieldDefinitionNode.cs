namespace GraphQLEngine.Language;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<InputValueDefinitionNode> arguments,
    TypeNode type,
    IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode(location)
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description.</summary>
    public string? Description { get; } = description;

    /// <summary>The arguments it accepts.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>The type of its value.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
