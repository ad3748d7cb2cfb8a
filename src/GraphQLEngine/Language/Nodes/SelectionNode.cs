namespace GraphQLEngine.Language;

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode(SourceLocation location, IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode(location)
{
    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
