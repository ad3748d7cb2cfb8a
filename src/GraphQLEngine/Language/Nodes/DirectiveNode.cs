namespace GraphQLEngine.Language;

/// <summary>The use of a directive.</summary>
public sealed class DirectiveNode(SourceLocation location, string name, IReadOnlyList<ArgumentNode> arguments)
    : SyntaxNode(location)
{
    /// <summary>The name, without the at sign.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments, in the order written.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
}
