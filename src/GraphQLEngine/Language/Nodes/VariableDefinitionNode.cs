namespace GraphQLEngine.Language;

/// <summary>A variable that an operation declares.</summary>
public sealed class VariableDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    TypeNode type,
    ValueNode? defaultValue,
    IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode(location)
{
    /// <summary>The name, without the dollar sign.</summary>
    public string Name { get; } = name;

    /// <summary>The description, allowed since September 2025.</summary>
    public string? Description { get; } = description;

    /// <summary>The declared type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The default; null when none is written (a written <c>null</c> is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
