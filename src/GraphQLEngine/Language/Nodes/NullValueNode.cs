namespace GraphQLEngine.Language;

/// <summary>The literal <c>null</c>.</summary>
public sealed class NullValueNode(SourceLocation location)
    : ValueNode(location);
