namespace GraphQLEngine.Language;

/// <summary>The use of a named fragment.</summary>
public sealed class FragmentSpreadNode(
    SourceLocation location,
    string name,
    IReadOnlyList<DirectiveNode> directives)
    : SelectionNode(location, directives)
{
    /// <summary>The fragment's name.</summary>
    public string Name { get; } = name;
}
