namespace GraphQLEngine.Language;

/// <summary>A number with a fraction or an exponent.</summary>
public sealed class FloatValueNode(SourceLocation location, string text)
    : ValueNode(location)
{
    /// <summary>The number as written.</summary>
    public string Text { get; } = text;
}
