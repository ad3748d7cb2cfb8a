using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

/// <summary>
/// Finds what an operation uses that is deprecated, fragments included, whatever <c>@skip</c> and <c>@include</c> say.
/// Values of variables are not looked at.
/// </summary>
internal sealed class DeprecatedUses : ValidationRule
{
    private readonly Dictionary<DefinitionNode, List<DeprecatedUse>> _uses = [];
    private List<DeprecatedUse> _current = [];

    public static bool AreIn(GraphQLSchema schema) => schema.Types.Where(t => !t.IsBuiltIn).Any(type => type switch
    {
        FieldsType o => o.Fields.Any(f => f.DeprecationReason is not null || AreIn(f.Arguments)),
        InputObjectType input => AreIn(input.Fields),
        EnumType values => values.Values.Any(v => v.DeprecationReason is not null),
        _ => false,
    });

    // The document must be valid.
    public static DeprecatedUses Find(GraphQLSchema schema, DocumentNode document, FragmentGraph graph)
    {
        var rule = new DeprecatedUses();
        new ValidationWalker(new ValidationContext(schema, document, graph, ValidationOptions.Default), [rule]).Walk();
        return rule;
    }

    public IReadOnlyList<DeprecatedUse> Of(OperationDefinitionNode operation, FragmentGraph graph) =>
    [
        .. _uses[operation]
            .Concat(graph.Reachable(operation).SelectMany(f => _uses[f]))
            .DistinctBy(u => u.Coordinate)
            .OrderBy(u => (u.Location.Line, u.Location.Column)),
    ];

    public override void Operation(OperationDefinitionNode operation, ValidationContext context) =>
        _uses[operation] = _current = [];

    public override void Fragment(FragmentDefinitionNode fragment, ValidationContext context) =>
        _uses[fragment] = _current = [];

    public override void Field(FieldNode field, CompositeType? parent, FieldDefinition? definition, ValidationContext context) =>
        Note(definition?.DeprecationReason, $"{parent?.Name}.{field.Name}", field.Location);

    public override void Arguments(
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<InputValueDefinition>? definitions,
        string ownerName,
        ValidationContext context)
    {
        foreach (var argument in arguments)
        {
            var definition = InputValueDefinition.Find(definitions ?? [], argument.Name);
            Note(definition?.DeprecationReason, $"{ownerName}({argument.Name}:)", argument.Location);
        }
    }

    public override void Value(ValueNode value, GraphQLType type, string name, ValidationContext context)
    {
        if (value is EnumValueNode written && ValidationWalker.SingleItem(type) is EnumType values)
        {
            Note(values.Find(written.Name)?.DeprecationReason, $"{values.Name}.{written.Name}", value.Location);
        }
    }

    public override void ObjectValue(ObjectValueNode value, InputObjectType type, string name, ValidationContext context)
    {
        foreach (var field in value.Fields)
        {
            Note(type.FindField(field.Name)?.DeprecationReason, $"{type.Name}.{field.Name}", field.Location);
        }
    }

    private static bool AreIn(IReadOnlyList<InputValueDefinition> values) => values.Any(v => v.DeprecationReason is not null);

    private void Note(string? reason, string coordinate, SourceLocation location)
    {
        if (reason is not null)
        {
            _current.Add(new DeprecatedUse(coordinate, reason, location));
        }
    }
}
