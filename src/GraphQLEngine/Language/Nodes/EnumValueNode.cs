namespace GraphQLEngine.Language;

/// <summary>A name that is not true, false or null.</summary>
public sealed class EnumValueNode(SourceLocation location, string name)
    : ValueNode(location)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
