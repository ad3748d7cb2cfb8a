namespace GraphQLEngine.Language;

/// <summary>The definition of a type, or an extension of one.</summary>
public abstract class TypeDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    bool isExtension)
    : DefinitionNode(location)
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description; always null on an extension.</summary>
    public string? Description { get; } = description;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    /// <summary>True for <c>extend …</c>.</summary>
    public bool IsExtension { get; } = isExtension;
}
