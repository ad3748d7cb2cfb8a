using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <summary>
/// Fields that share a response name must be one field. Instead of comparing pairs, which grows with the square of the
/// document, all fields that would merge are gathered level by level and each is compared with the first of its group;
/// a group seen before is not looked at again, and a budget bounds what remains.
/// </summary>
/// <remarks>
/// Spec (September 2025) §5.3.2, Field Selection Merging: FieldsInSetCanMerge and SameResponseShape. Both conditions are
/// equivalences within the groups formed here, so comparing with the first finds a conflict exactly when some pair has one.
/// </remarks>
internal sealed class FieldSelectionMergingRule : ValidationRule
{
    private const int Budget = 200_000;

    private readonly Dictionary<SelectionSetNode, int> _ids = [];
    private readonly HashSet<string> _shapesDone = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fieldsDone = new(StringComparer.Ordinal);
    private readonly HashSet<(FieldNode, FieldNode)> _reported = [];
    private int _spent;

    public override void End(DocumentNode document, ValidationContext context)
    {
        // Fragments that spread themselves are reported already.
        if (context.Graph.Cycles.Count > 0)
        {
            return;
        }

        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var root = context.Schema.RootType(operation.Operation);
            List<(SelectionSetNode, CompositeType?)> sets = [(operation.SelectionSet, root)];
            SameFields(sets, context);
            SameShape(sets, context);
            if (_spent > Budget)
            {
                context.Report(new GraphQLError(
                    "The fields of the document merge in too many ways to be checked. Select each field once, or give it an alias.",
                    ErrorCodes.ComplexityLimit,
                    operation.Location)
                {
                    Extensions = Limits.Exceeded(Budget, _spent),
                });
                return;
            }
        }
    }

    /// <remarks>Spec (September 2025) §5.3.2, SameResponseShape: holds whatever the parent types.</remarks>
    private void SameShape(List<(SelectionSetNode Set, CompositeType? Parent)> sets, ValidationContext context)
    {
        if (!_shapesDone.Add(Key(sets)))
        {
            return;
        }

        foreach (var group in Groups(sets, context))
        {
            if (_spent > Budget || context.IsFull)
            {
                return;
            }

            var first = group.Find(f => f.Definition is not null);
            foreach (var field in group)
            {
                if (first.Definition is { } a && field.Definition is { } b && !IsSameShape(a.Type, b.Type))
                {
                    Report(first.Node, field.Node, $"different types: \"{a.Type}\" and \"{b.Type}\"", context);
                }
            }

            Inner(group, SameShape, context);
        }
    }

    /// <remarks>Spec (September 2025) §5.3.2, FieldsInSetCanMerge: for fields that one object could have both.</remarks>
    private void SameFields(List<(SelectionSetNode Set, CompositeType? Parent)> sets, ValidationContext context)
    {
        if (!_fieldsDone.Add(Key(sets)))
        {
            return;
        }

        foreach (var group in Groups(sets, context))
        {
            foreach (var together in ByObject(group))
            {
                if (_spent > Budget || context.IsFull)
                {
                    return;
                }

                var first = together[0].Node;
                foreach (var field in together)
                {
                    if (field.Node.Name != first.Name)
                    {
                        Report(first, field.Node, $"different fields: \"{first.Name}\" and \"{field.Node.Name}\"", context);
                    }
                    else if (!ValueEquality.SameArguments(field.Node.Arguments, first.Arguments))
                    {
                        Report(first, field.Node, $"\"{first.Name}\" with different arguments", context);
                    }
                }

                Inner(together, SameFields, context);
            }
        }
    }

    // Fields of different object types never meet in one object; fields of an interface meet all of them.
    private static IEnumerable<List<Selected>> ByObject(List<Selected> group)
    {
        var objects = group.Select(f => f.Parent as ObjectType).OfType<ObjectType>().Distinct().ToList();
        return objects.Count <= 1
            ? [group]
            : objects.Select(o => group.FindAll(f => f.Parent == o || f.Parent is not ObjectType));
    }

    private static void Inner(
        List<Selected> group,
        Action<List<(SelectionSetNode, CompositeType?)>, ValidationContext> check,
        ValidationContext context)
    {
        List<(SelectionSetNode, CompositeType?)>? inner = null;
        foreach (var field in group)
        {
            if (field.Node.SelectionSet is { } set)
            {
                (inner ??= []).Add((set, field.Definition?.Type.Named as CompositeType));
            }
        }

        if (inner is not null)
        {
            check(inner, context);
        }
    }

    private IEnumerable<List<Selected>> Groups(
        List<(SelectionSetNode Set, CompositeType? Parent)> sets, ValidationContext context)
    {
        var groups = new OrderedDictionary<string, List<Selected>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (set, parent) in sets)
        {
            Collect(set, parent, groups, visited, context);
        }

        return groups.Values;
    }

    private void Collect(
        SelectionSetNode set,
        CompositeType? parent,
        OrderedDictionary<string, List<Selected>> groups,
        HashSet<string> visited,
        ValidationContext context)
    {
        foreach (var selection in set.Selections)
        {
            _spent++;
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseName, out var group))
                    {
                        groups.Add(field.ResponseName, group = []);
                    }

                    group.Add(new Selected(field, parent, parent is null ? null : context.Schema.FindField(parent, field.Name)));
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is { } condition ? context.Schema.FindType(condition.Name) as CompositeType : parent;
                    Collect(inline.SelectionSet, type, groups, visited, context);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name) && context.Fragments[spread.Name] is { } fragment:
                    Collect(
                        fragment.SelectionSet,
                        context.Schema.FindType(fragment.TypeCondition.Name) as CompositeType,
                        groups,
                        visited,
                        context);
                    break;
            }
        }
    }

    // One error for a pair, though it may differ in field, arguments and type at once.
    private void Report(FieldNode first, FieldNode second, string what, ValidationContext context)
    {
        if (_reported.Add((first, second)))
        {
            context.Report(
                $"\"{first.ResponseName}\" would hold {what}. Give one of them another alias.", first.Location, second.Location);
        }
    }

    private static bool IsSameShape(GraphQLType a, GraphQLType b) => (a, b) switch
    {
        (NonNullType x, NonNullType y) => IsSameShape(x.OfType, y.OfType),
        (ListType x, ListType y) => IsSameShape(x.OfType, y.OfType),
        (CompositeType, CompositeType) => true,
        _ => a == b,
    };

    // The same sets, in whatever order they were met.
    private string Key(List<(SelectionSetNode Set, CompositeType? Parent)> sets)
    {
        var ids = new HashSet<int>();
        foreach (var (set, _) in sets)
        {
            if (!_ids.TryGetValue(set, out var id))
            {
                _ids.Add(set, id = _ids.Count);
            }

            ids.Add(id);
        }

        _spent += ids.Count;
        return string.Join(',', ids.Order());
    }

    private readonly record struct Selected(FieldNode Node, CompositeType? Parent, FieldDefinition? Definition);
}
