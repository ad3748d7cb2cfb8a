namespace GraphQLEngine.Language;

/// <summary>One root operation type of a <c>schema</c> definition.</summary>
public sealed class RootTypeNode(SourceLocation location, OperationKind operation, NamedTypeNode type)
    : SyntaxNode(location)
{
    /// <summary>The kind of operation.</summary>
    public OperationKind Operation { get; } = operation;

    /// <summary>The object type that serves it.</summary>
    public NamedTypeNode Type { get; } = type;
}
