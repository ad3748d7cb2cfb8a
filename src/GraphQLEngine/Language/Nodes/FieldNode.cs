namespace GraphQLEngine.Language;

/// <summary>A selected field.</summary>
public sealed class FieldNode(
    SourceLocation location,
    string? alias,
    string name,
    IReadOnlyList<ArgumentNode> arguments,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode? selectionSet)
    : SelectionNode(location, directives)
{
    /// <summary>The alias; null when none is written.</summary>
    public string? Alias { get; } = alias;

    /// <summary>The field's name in the schema.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments, in the order written.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>What is selected on its value; null for a leaf.</summary>
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of the value in the response: the alias, or else the name.</summary>
    public string ResponseName => Alias ?? Name;
}
