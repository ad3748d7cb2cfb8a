using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>Makes the cost expression of a plan. Each selection is looked at once for each size that it may stand under.</summary>
/// <remarks>
/// A field costs its own weight, plus for each item that it may give the weight of the item's type and the cost of what is
/// selected on it. Of the object types that an interface or union may be, the dearest counts.
/// </remarks>
internal sealed class CostPlanner(ExecutableSchema schema, CostOptions options)
{
    private readonly CostRules _rules = schema.CostRules;
    private readonly Dictionary<(PlannedObject, Sized?), CostTerm> _known = [];
    private readonly List<CostStep> _steps = [];
    private readonly List<VariableSize> _sizes = [];

    public CostExpression Plan(PlannedObject root) => new(Object(root, null), _steps, _sizes);

    private CostTerm Object(PlannedObject planned, Sized? sized)
    {
        if (_known.TryGetValue((planned, sized), out var known))
        {
            return known;
        }

        var constant = 0L;
        var parts = new List<CostPart>();
        foreach (var field in planned.Fields)
        {
            var rule = _rules.Of(field.Info.Definition);
            constant = CostExpression.Add(constant, Own(field.Info, rule, parts));
            var (factor, size) = Times(field.Info, rule, sized);
            var each = Item(field, rule.SizedFields.Count == 0 ? null : new Sized(rule.SizedFields, Size(field.Info, rule)));
            if (size < 0 && each.IsConstant)
            {
                var cost = CostExpression.Multiply(factor, each.Constant);
                constant = CostExpression.Add(constant, IsIntrospection(field.Info) ? PerUnit(cost) : cost);
            }
            else
            {
                parts.Add(new CostPart(factor, size, each));
            }
        }

        return _known[(planned, sized)] = parts.Count == 0 ? new CostTerm(constant) : Step(new CostStep(false, constant, [.. parts]));
    }

    // What the field itself costs, whatever it gives: a constant, or a part that depends on variables.
    private long Own(FieldInfo field, FieldCost rule, List<CostPart> parts)
    {
        if (rule.Multipliers.Count == 0)
        {
            return rule.Weight;
        }

        var times = Size(field, rule.Multipliers, otherwise: 1);
        if (times.Variable < 0)
        {
            return CostExpression.Multiply(rule.Weight, times.Known);
        }

        parts.Add(new CostPart(rule.Weight, times.Variable, new CostTerm(1)));
        return 0;
    }

    private CostTerm Item(PlannedField field, Sized? sized)
    {
        if (field.Cases.Count == 0)
        {
            // __typename is free: it is known before anything runs
            return new CostTerm(field.Info.Definition == schema.Schema.TypenameField
                ? 0
                : _rules.Of(field.Info.Definition.Type.Named, options));
        }

        var terms = field.Cases.Distinct().Select(c => Object(c, sized).Plus(_rules.Of(c.Type, options))).ToList();
        if (terms.Count == 1)
        {
            return terms[0];
        }

        var constant = terms.Where(t => t.IsConstant).Select(t => t.Constant).DefaultIfEmpty(0).Max();
        var parts = terms.Where(t => !t.IsConstant).Select(t => new CostPart(1, -1, t)).ToArray();
        return parts.Length == 0 ? new CostTerm(constant) : Step(new CostStep(true, constant, parts));
    }

    private CostTerm Step(CostStep step)
    {
        _steps.Add(step);
        return new CostTerm(0, _steps.Count - 1);
    }

    // How many items a field gives: a factor, and the place of a size that depends on variables.
    private (long Factor, int Size) Times(FieldInfo field, FieldCost rule, Sized? sized)
    {
        if (field.Definition.Type.Nullable is not ListType list)
        {
            return (1, -1);
        }

        var factor = 1L;
        for (var inner = list.OfType.Nullable; inner is ListType next; inner = next.OfType.Nullable)
        {
            factor = CostExpression.Multiply(factor, options.AssumedListSize);
        }

        var size = sized?.Fields.Contains(field.Definition.Name) == true ? sized.Size : Size(field, rule);
        return size.Variable < 0 ? (CostExpression.Multiply(factor, size.Known), -1) : (factor, size.Variable);
    }

    private FieldSize Size(FieldInfo field, FieldCost rule)
    {
        if (field.Parent.IsBuiltIn)
        {
            return new FieldSize(_rules.IntrospectionSize(field.Definition.Name), -1);
        }

        return Size(field, rule.SlicingArguments, rule.AssumedSize ?? options.AssumedListSize);
    }

    // The largest of some arguments.
    private FieldSize Size(FieldInfo field, IReadOnlyList<int> arguments, int otherwise)
    {
        var variables = new List<(string, int?)>();
        int? known = null;
        foreach (var index in arguments)
        {
            var definition = field.Definition.Arguments[index];
            var fallback = VariableSize.Of(definition.CoercedDefault);
            var given = field.Nodes[0].Arguments.FirstOrDefault(a => a.Name == definition.Name)?.Value;
            if (given is VariableNode variable)
            {
                variables.Add((variable.Name, fallback));
                continue;
            }

            var written = given switch
            {
                ListValueNode list => list.Items.Count,
                IntValueNode => Number(given, definition),
                _ => null,
            };
            known = Larger(known, written ?? fallback);
        }

        if (variables.Count == 0)
        {
            return new FieldSize(known ?? otherwise, -1);
        }

        _sizes.Add(new VariableSize([.. variables], known, otherwise));
        return new FieldSize(0, _sizes.Count - 1);
    }

    // One number where a list is expected stands for a list of one.
    private static int? Number(ValueNode value, InputValueDefinition definition) => definition.Type.Nullable is ListType
        ? 1
        : VariableSize.Of(LiteralCoercion.Coerce(value, definition.Type, NoVariables.Instance, definition.Name));

    private static int? Larger(int? a, int? b) => a is null || b > a ? b : a;

    private bool IsIntrospection(FieldInfo field) =>
        field.Definition == schema.Schema.SchemaField || field.Definition == schema.Schema.TypeField;

    private long PerUnit(long cost) => (cost + options.IntrospectedPerUnit - 1) / options.IntrospectedPerUnit;

    // A size that is known, or the place of one that depends on variables.
    private readonly record struct FieldSize(int Known, int Variable);

    // The lists below a field that have the size given to it.
    private sealed record Sized(IReadOnlyList<string> Fields, FieldSize Size);
}
