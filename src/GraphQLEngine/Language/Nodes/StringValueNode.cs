namespace GraphQLEngine.Language;

/// <summary>A string or a block string.</summary>
public sealed class StringValueNode(SourceLocation location, string value)
    : ValueNode(location)
{
    /// <summary>The text, escapes and block indentation already resolved.</summary>
    public string Value { get; } = value;
}
