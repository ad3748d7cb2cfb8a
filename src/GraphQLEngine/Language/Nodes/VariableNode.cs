namespace GraphQLEngine.Language;

/// <summary>The use of a variable.</summary>
public sealed class VariableNode(SourceLocation location, string name)
    : ValueNode(location)
{
    /// <summary>The name, without the dollar sign.</summary>
    public string Name { get; } = name;
}
