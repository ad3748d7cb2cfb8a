namespace GraphQLEngine.Language;

/// <summary>A query, mutation or subscription.</summary>
public sealed class OperationDefinitionNode(
    SourceLocation location,
    OperationKind operation,
    string? name,
    string? description,
    IReadOnlyList<VariableDefinitionNode> variableDefinitions,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet)
    : DefinitionNode(location)
{
    /// <summary>Which of the three kinds.</summary>
    public OperationKind Operation { get; } = operation;

    /// <summary>The name; null for an anonymous operation.</summary>
    public string? Name { get; } = name;

    /// <summary>The description, allowed since September 2025.</summary>
    public string? Description { get; } = description;

    /// <summary>The variables, in the order written.</summary>
    public IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions;

    /// <summary>Directives in the order written.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    /// <summary>What is selected on the root type.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
