namespace GraphQLEngine.Language;

/// <summary>True or false.</summary>
public sealed class BooleanValueNode(SourceLocation location, bool value)
    : ValueNode(location)
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}
