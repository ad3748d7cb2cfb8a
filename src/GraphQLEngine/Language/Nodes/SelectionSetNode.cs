namespace GraphQLEngine.Language;

/// <summary>What stands between a pair of braces.</summary>
public sealed class SelectionSetNode(SourceLocation location, IReadOnlyList<SelectionNode> selections)
    : SyntaxNode(location)
{
    /// <summary>At least one selection, in the order written.</summary>
    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}
