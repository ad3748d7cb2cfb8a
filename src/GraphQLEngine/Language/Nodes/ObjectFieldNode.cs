namespace GraphQLEngine.Language;

/// <summary>A field of an input object.</summary>
public sealed class ObjectFieldNode(SourceLocation location, string name, ValueNode value)
    : SyntaxNode(location)
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The value given.</summary>
    public ValueNode Value { get; } = value;
}
