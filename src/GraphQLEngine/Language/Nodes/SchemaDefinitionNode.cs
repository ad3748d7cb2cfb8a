namespace GraphQLEngine.Language;

/// <summary>A <c>schema</c> definition or its extension.</summary>
public sealed class SchemaDefinitionNode(
    SourceLocation location,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<RootTypeNode> rootTypes,
    bool isExtension)
    : DefinitionNode(location)
{
    /// <summary>The description; always null on an extension.</summary>
    public string? Description { get; } = description;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    /// <summary>The root operation types.</summary>
    public IReadOnlyList<RootTypeNode> RootTypes { get; } = rootTypes;

    /// <summary>True for <c>extend schema</c>.</summary>
    public bool IsExtension { get; } = isExtension;
}
