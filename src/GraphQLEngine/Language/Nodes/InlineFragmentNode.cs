namespace GraphQLEngine.Language;

/// <summary>A fragment written in place.</summary>
public sealed class InlineFragmentNode(
    SourceLocation location,
    NamedTypeNode? typeCondition,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet)
    : SelectionNode(location, directives)
{
    /// <summary>The type it applies to; null means the enclosing type.</summary>
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
