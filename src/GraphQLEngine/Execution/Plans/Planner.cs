using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

/// <summary>
/// Makes the plan of a validated operation. <c>@skip</c> and <c>@include</c> are decided here: a plan belongs to one
/// set of values of the variables that steer them, so running it decides nothing and keeps the exact order of fields.
/// </summary>
/// <remarks>Spec (September 2025) §6.3.2, Field Collection, with the merging of §6.4.3 done ahead.</remarks>
internal sealed class Planner(ExecutableSchema schema, FragmentIndex fragments, IVariableValues conditions, ExecutorOptions options)
{
    private readonly Dictionary<SelectionKey, (object Plan, PlannedObject Shape)> _objects = [];

    // the objects that the field being planned can give
    private List<PlannedObject> _cases = [];
    private readonly Dictionary<(FieldDefinition, Type Source, string Arguments), Repeat> _repeats = [];
    private int _dynamicArguments;
    private int _fields;
    private bool _isMutation;

    // What a field of a plan takes with all that belongs to it, measured.
    private const int BytesPerField = 450;

    public BindingRegistry Registry => schema.Resolvers.Registry;

    public OperationPlan Operation(OperationDefinitionNode operation)
    {
        var type = schema.Schema.RootType(operation.Operation)!;
        var fields = Collect(type, [operation.SelectionSet]);
        _isMutation = operation.Operation == OperationKind.Mutation;
        var root = Object(type, schema.RootBinding(type)!, fields, isSerial: _isMutation);
        return new OperationPlan(
            root.Plan,
            _dynamicArguments,
            _repeats.Count,
            new CostPlanner(schema, options.Costs).Plan(root.Shape),
            new CachePlanner(schema, options.DefaultMaxAge).Plan(root.Shape, operation.Operation),
            (long)_fields * BytesPerField);
    }

    public ObjectPlan<T> Object<T>(ObjectType type, ObjectBinding<T> binding, IReadOnlyList<FieldNode> parents)
    {
        var key = new SelectionKey(type.Name, typeof(T), parents);
        if (_objects.TryGetValue(key, out var known))
        {
            _cases.Add(known.Shape);
            return (ObjectPlan<T>)known.Plan;
        }

        var plan = Object(type, binding, Collect(type, parents.Select(p => p.SelectionSet!)), isSerial: false);
        _objects.Add(key, plan);
        _cases.Add(plan.Shape);
        return plan.Plan;
    }

    private (ObjectPlan<T> Plan, PlannedObject Shape) Object<T>(
        ObjectType type, ObjectBinding<T> binding, OrderedDictionary<string, List<FieldNode>> fields, bool isSerial)
    {
        var outer = _cases;
        var shape = new PlannedField[fields.Count];
        var plans = new FieldPlan<T>[fields.Count];
        var isUnchanging = new bool[fields.Count];
        _fields += plans.Length;
        for (var i = 0; i < plans.Length; i++)
        {
            var nodes = fields.GetAt(i).Value;
            var field = Field(type, typeof(T), nodes, i == 0);
            _cases = [];
            plans[i] = field.Definition switch
            {
                var d when d == schema.Schema.TypenameField => new TypenamePlan<T>(field),
                var d when d == schema.Schema.SchemaField || d == schema.Schema.TypeField => MetaField<T>(field),
                var d => binding.Field(d.Name).Plan(field, this),
            };
            shape[i] = new PlannedField(field, _cases);
            isUnchanging[i] = field.ConstantArguments is not null
                && plans[i].HasUnchangingValue
                && (field.Definition == schema.Schema.TypenameField || binding.IsUnchanging(field.Definition.Name));
        }

        _cases = outer;
        return (new ObjectPlan<T>(plans, isSerial, isUnchanging), new PlannedObject(type, shape));
    }

    private FieldInfo Field(ObjectType type, Type source, List<FieldNode> nodes, bool isFirst)
    {
        var node = nodes[0];
        var definition = schema.Schema.FindField(type, node.Name)!;
        var isConstant = node.Arguments.All(a => !UsesVariables(a.Value));
        object?[]? arguments = null;
        if (isConstant)
        {
            try
            {
                arguments = LiteralCoercion.Arguments(definition.Arguments, node.Arguments, NoVariables.Instance);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A reader of the host refused the value: the field will say so, at its place in the response.
                isConstant = false;
            }
        }

        var cost = schema.CostRules.Of(definition);
        return new FieldInfo
        {
            Parent = type,
            Definition = definition,
            Nodes = nodes,
            Prefix = FieldInfo.MakePrefix(isFirst, node.ResponseName),
            ConstantArguments = arguments,
            DynamicIndex = isConstant ? -1 : _dynamicArguments++,
            IsNonNull = definition.Type.IsNonNull,
            Repeat = cost.Weight > 0 ? RepeatOf(definition, source, node) : null,
            AssumedSize = type.IsBuiltIn || cost.SlicingArguments.Count > 0 || schema.CostRules.IsSizedAbove(definition)
                ? int.MaxValue
                : cost.AssumedSize ?? options.Costs.AssumedListSize,
        };
    }

    // A change asked for twice is made twice.
    private Repeat RepeatOf(FieldDefinition definition, Type source, FieldNode node)
    {
        var arguments = _isMutation
            ? $"{_repeats.Count}"
            : string.Join(", ", node.Arguments.Select(a => $"{a.Name}: {ValuePrinter.Print(a.Value)}"));
        var key = (definition, source, arguments);
        if (!_repeats.TryGetValue(key, out var repeat))
        {
            _repeats.Add(key, repeat = new Repeat(_repeats.Count));
        }

        repeat.Uses++;
        return repeat;
    }

    private FieldPlan<T> MetaField<T>(FieldInfo field)
    {
        if (schema.Resolvers.MetaFields is not { } meta)
        {
            throw new GraphQLException("Introspection is not offered here.", ErrorCodes.IntrospectionDisabled);
        }

        // Only the query type has these fields, and its source is Root.
        return (FieldPlan<T>)(object)meta.Field(field.Definition.Name).Plan(field, this);
    }

    /// <remarks>Spec (September 2025) §6.3.2, CollectFields.</remarks>
    private OrderedDictionary<string, List<FieldNode>> Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            Collect(type, set, fields, visited);
        }

        return fields;
    }

    private void Collect(
        ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
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
                case InlineFragmentNode inline when Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    var fragment = fragments[spread.Name]!;
                    if (Applies(type, fragment.TypeCondition))
                    {
                        Collect(type, fragment.SelectionSet, fields, visited);
                    }

                    break;
            }
        }
    }

    /// <remarks>Spec (September 2025) §6.3.2, DoesFragmentTypeApply.</remarks>
    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null || (schema.Schema.FindType(condition.Name) is CompositeType target && target.CanBe(type));

    /// <remarks>Spec (September 2025) §3.13.1, @skip, and §3.13.2, @include.</remarks>
    private bool IsIncluded(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name is "skip" or "include" && IsTrue(directive.Arguments[0].Value) == (directive.Name == "skip"))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsTrue(ValueNode value) => value switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => conditions.Find(variable.Name) is bool b
            ? b
            : throw new GraphQLException($"The variable \"${variable.Name}\" decides what is selected and must not be null."),
        _ => throw new InvalidOperationException("The document was not validated."),
    };

    private static bool UsesVariables(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(UsesVariables),
        ObjectValueNode o => o.Fields.Any(f => UsesVariables(f.Value)),
        _ => false,
    };
}
