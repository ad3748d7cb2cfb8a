using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.2.4.1, Single Root Field, and CollectSubscriptionFields.</remarks>
internal sealed class SingleRootFieldRule : ValidationRule
{
    public override void Operation(OperationDefinitionNode operation, ValidationContext context)
    {
        if (operation.Operation != OperationKind.Subscription || context.Schema.SubscriptionType is null)
        {
            return;
        }

        var fields = new Dictionary<string, FieldNode>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, fields, [], context);
        if (fields.Count > 1)
        {
            context.Report("A subscription selects exactly one root field.", [.. fields.Values.Select(f => f.Location)]);
        }

        foreach (var field in fields.Values.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report($"A subscription cannot select \"{field.Name}\" at its root.", field.Location);
        }
    }

    private static void Collect(
        SelectionSetNode set, Dictionary<string, FieldNode> fields, HashSet<string> visited, ValidationContext context)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(d => d.Name is "skip" or "include"))
            {
                context.Report($"\"@{directive.Name}\" may not stand at the root of a subscription.", directive.Location);
            }

            switch (selection)
            {
                case FieldNode field:
                    fields.TryAdd(field.ResponseName, field);
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, fields, visited, context);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name)
                    && context.Graph.Cycles.Count == 0 && context.Fragments[spread.Name] is { } fragment:
                    Collect(fragment.SelectionSet, fields, visited, context);
                    break;
            }
        }
    }
}
