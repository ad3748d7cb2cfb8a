namespace GraphQLEngine.Language;

/// <summary>An argument given to a field or a directive.</summary>
public sealed class ArgumentNode(SourceLocation location, string name, ValueNode value)
    : SyntaxNode(location)
{
    /// <summary>The argument's name.</summary>
    public string Name { get; } = name;

    /// <summary>The value given.</summary>
    public ValueNode Value { get; } = value;
}
