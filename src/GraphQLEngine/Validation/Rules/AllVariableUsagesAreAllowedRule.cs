using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.8.5, All Variable Usages Are Allowed.</remarks>
internal sealed class AllVariableUsagesAreAllowedRule : ValidationRule
{
    public override void End(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            if (operation.VariableDefinitions.Count == 0 || context.IsFull)
            {
                continue;
            }

            var declared = operation.VariableDefinitions
                .DistinctBy(v => v.Name)
                .ToDictionary(v => v.Name, v => (Node: v, Type: context.Schema.Resolve(v.Type)), StringComparer.Ordinal);
            foreach (var usage in context.Usages.Of(operation))
            {
                if (usage.Type is not null
                    && declared.TryGetValue(usage.Node.Name, out var variable)
                    && variable.Type is { IsInput: true }
                    && !IsAllowed(variable.Node, variable.Type, usage))
                {
                    var position = usage.IsOneOfField && !usage.Type.IsNonNull ? $"{usage.Type}!" : usage.Type.ToString();
                    context.Report(
                        $"The variable \"${usage.Node.Name}\" of type \"{variable.Type}\" cannot stand where \"{position}\" is expected.",
                        variable.Node.Location,
                        usage.Node.Location);
                }
            }
        }
    }

    // A nullable variable may fill a non-null place when a default on either side covers its absence.
    private static bool IsAllowed(VariableDefinitionNode variable, GraphQLType type, VariableUsage usage)
    {
        var isNonNullPlace = usage.Type!.IsNonNull || usage.IsOneOfField;
        if (!isNonNullPlace || type.IsNonNull)
        {
            return IsCompatible(type, usage.Type);
        }

        var hasDefault = variable.DefaultValue is not (null or NullValueNode) || usage.HasDefault;
        return hasDefault && IsCompatible(type, usage.Type.Nullable);
    }

    private static bool IsCompatible(GraphQLType variable, GraphQLType place) => (variable, place) switch
    {
        (NonNullType a, NonNullType b) => IsCompatible(a.OfType, b.OfType),
        (_, NonNullType) => false,
        (NonNullType a, _) => IsCompatible(a.OfType, place),
        (ListType a, ListType b) => IsCompatible(a.OfType, b.OfType),
        _ => variable == place,
    };
}
