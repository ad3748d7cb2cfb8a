namespace GraphQLEngine.Language;

/// <summary>A list between square brackets.</summary>
public sealed class ListValueNode(SourceLocation location, IReadOnlyList<ValueNode> items)
    : ValueNode(location)
{
    /// <summary>The items, in the order written.</summary>
    public IReadOnlyList<ValueNode> Items { get; } = items;
}
