namespace GraphQLEngine.Language;

/// <summary>The definition of a directive.</summary>
public sealed class DirectiveDefinitionNode(
    SourceLocation location,
    string name,
    string? description,
    IReadOnlyList<InputValueDefinitionNode> arguments,
    bool isRepeatable,
    IReadOnlyList<DirectiveLocation> locations)
    : DefinitionNode(location)
{
    /// <summary>The name, without the at sign.</summary>
    public string Name { get; } = name;

    /// <summary>The description.</summary>
    public string? Description { get; } = description;

    /// <summary>The arguments it accepts.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>True when one location may carry it more than once.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; } = locations;
}
