namespace GraphQLEngine.Language;

/// <summary>An input object between braces.</summary>
public sealed class ObjectValueNode(SourceLocation location, IReadOnlyList<ObjectFieldNode> fields)
    : ValueNode(location)
{
    /// <summary>The fields, in the order written; a name may occur twice until validation.</summary>
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}
