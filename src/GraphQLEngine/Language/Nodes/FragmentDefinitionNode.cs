namespace GraphQLEngine.Language;

/// <summary>A named fragment.</summary>
public sealed class FragmentDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    NamedTypeNode typeCondition,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet)
    : DefinitionNode(location)
{
    /// <summary>The fragment's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description, allowed since September 2025.</summary>
    public string? Description { get; } = description;

    /// <summary>The type it applies to.</summary>
    public NamedTypeNode TypeCondition { get; } = typeCondition;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
