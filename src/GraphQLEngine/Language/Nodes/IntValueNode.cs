namespace GraphQLEngine.Language;

/// <summary>A whole number.</summary>
public sealed class IntValueNode(SourceLocation location, string text)
    : ValueNode(location)
{
    /// <summary>The digits as written; they may exceed 32 bits.</summary>
    public string Text { get; } = text;
}
