namespace GraphQLEngine.Language;

/// <summary>A whole document.</summary>
public sealed class DocumentNode(SourceText source, IReadOnlyList<DefinitionNode> definitions, int tokenCount)
    : SyntaxNode(new SourceLocation(1, 1))
{
    /// <summary>The text it was read from.</summary>
    public SourceText Source { get; } = source;

    /// <summary>The definitions, in the order written.</summary>
    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>How many tokens were read: a measure of its size.</summary>
    public int TokenCount { get; } = tokenCount;
}
