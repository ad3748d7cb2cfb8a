using GraphQLEngine.Language;
using GraphQLEngine.Schema;

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

        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, fields, [], context);
        if (fields.Count > 1)
        {
            var extra = fields.Values.Skip(1).SelectMany(nodes => nodes);
            context.Report("A subscription selects exactly one root field.", [.. extra.Select(f => f.Location)]);
        }

        foreach (var nodes in fields.Values.Where(nodes => nodes[0].Name.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report(
                $"A subscription cannot select \"{nodes[0].Name}\" at its root.", [.. nodes.Select(f => f.Location)]);
        }
    }

    private static void Collect(
        SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> fields, HashSet<string> visited, ValidationContext context)
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
                    if (!fields.TryGetValue(field.ResponseName, out var nodes))
                    {
                        fields.Add(field.ResponseName, nodes = []);
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, context):
                    Collect(inline.SelectionSet, fields, visited, context);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name)
                    && context.Graph.Cycles.Count == 0 && context.Fragments[spread.Name] is { } fragment
                    && Applies(fragment.TypeCondition, context):
                    Collect(fragment.SelectionSet, fields, visited, context);
                    break;
            }
        }
    }

    private static bool Applies(NamedTypeNode? condition, ValidationContext context) =>
        condition is null
        || (context.Schema.FindType(condition.Name) is CompositeType type && type.CanBe(context.Schema.SubscriptionType!));
}
