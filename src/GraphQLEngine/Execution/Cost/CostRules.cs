using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>
/// What the schema says of costs: <c>@cost(weight: Int!, multipliers: [String!])</c> on fields and types, and
/// <c>@listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!])</c> on fields. The weight of a field counts as
/// many times as the largest of its multipliers says. A multiplier or slicing argument is a number or a list, whose length counts.
/// </summary>
internal sealed class CostRules
{
    private readonly Dictionary<FieldDefinition, FieldCost> _fields = [];
    private readonly HashSet<FieldDefinition> _sizedAbove = [];
    private readonly Dictionary<NamedType, int> _types = [];
    private readonly Dictionary<string, int> _introspection = new(StringComparer.Ordinal);

    public CostRules(GraphQLSchema schema, BindingErrors errors)
    {
        var hasCost = Define(schema, errors, "cost", ("weight", "Int"), ("multipliers", "[String!]"));
        var hasSize = Define(
            schema, errors, "listSize", ("assumedSize", "Int"), ("slicingArguments", "[String!]"), ("sizedFields", "[String!]"));
        foreach (var type in schema.Types)
        {
            if (hasCost && Weight(type.Directives, errors) is { } weight)
            {
                _types.Add(type, weight);
            }

            foreach (var field in (type as FieldsType)?.Fields ?? [])
            {
                Read(type.Name, field, hasCost, hasSize, errors);
            }
        }

        Introspection(schema);
    }

    public FieldCost Of(FieldDefinition field) => _fields.GetValueOrDefault(field, FieldCost.None);

    /// <summary>Whether the length of a list is paid for by the field above it.</summary>
    public bool IsSizedAbove(FieldDefinition field) => _sizedAbove.Contains(field);

    public int Of(NamedType type, CostOptions options) =>
        _types.GetValueOrDefault(type, type.IsLeaf ? options.LeafWeight : options.ObjectWeight);

    // how long such a list is on average in this schema; 0 for what is no list of introspection
    public int IntrospectionSize(string field) => _introspection.GetValueOrDefault(field);

    private void Read(string type, FieldDefinition field, bool hasCost, bool hasSize, BindingErrors errors)
    {
        var weight = hasCost ? Weight(field.Directives, errors) : null;
        var size = hasSize ? field.Directives.FirstOrDefault(d => d.Name == "listSize") : null;
        if (weight is null && size is null)
        {
            return;
        }

        var place = $"\"@listSize\" on \"{type}.{field.Name}\"";
        var sized = Names(size, "sizedFields");
        var inner = field.Type.Named as FieldsType;
        foreach (var name in sized.Where(n => !IsList(inner?.FindField(n)?.Type)))
        {
            errors.Report(
                $"{place} names \"{name}\", which is no list of \"{field.Type.Named}\".{Suggestions.DidYouMean(name, inner?.Fields.Select(f => f.Name) ?? [])}",
                size!.Node.Location);
        }

        _sizedAbove.UnionWith(sized.Select(name => inner?.FindField(name)).OfType<FieldDefinition>());
        if (size is not null && sized.Count == 0 && !IsList(field.Type))
        {
            errors.Report($"{place} stands on no list: say with \"sizedFields\" which lists below have this size.", size.Node.Location);
        }

        var cost = hasCost ? field.Directives.FirstOrDefault(d => d.Name == "cost") : null;
        var multipliers = Arguments(cost, "multipliers", field, $"\"@cost\" on \"{type}.{field.Name}\"", errors);
        var slicing = Arguments(size, "slicingArguments", field, place, errors);

        var assumed = size is null || size.Definition.FindArgument("assumedSize") is null ? null : size.Argument<int?>("assumedSize");
        if (assumed < 0)
        {
            errors.Report($"{place} assumes less than nothing.", size!.Node.Location);
        }

        _fields.Add(field, new FieldCost(weight ?? 0, multipliers, assumed, slicing, sized));
    }

    // The places of the arguments that a directive names.
    private static List<int> Arguments(
        AppliedDirective? directive, string argument, FieldDefinition field, string place, BindingErrors errors)
    {
        var found = new List<int>();
        foreach (var name in Names(directive, argument))
        {
            if (field.FindArgument(name) is { } named && (IsList(named.Type) || named.Type.Named.Name == "Int"))
            {
                found.Add(field.Arguments.ToList().IndexOf(named));
                continue;
            }

            errors.Report(
                $"{place} names \"{name}\", which is no argument that is an Int or a list.{Suggestions.DidYouMean(name, field.Arguments.Select(a => a.Name))}",
                directive!.Node.Location);
        }

        return found;
    }

    private static int? Weight(IReadOnlyList<AppliedDirective> directives, BindingErrors errors)
    {
        if (directives.FirstOrDefault(d => d.Name == "cost") is not { } cost)
        {
            return null;
        }

        var weight = cost.Argument<int>("weight");
        if (weight < 0)
        {
            errors.Report("A weight of \"@cost\" cannot be negative.", cost.Node.Location);
        }

        return weight;
    }

    private static IReadOnlyList<string> Names(AppliedDirective? directive, string argument) =>
        directive?.Definition.FindArgument(argument) is null ? [] : directive.Argument<IReadOnlyList<string>>(argument) ?? [];

    private static bool IsList(GraphQLType? type) => type?.Nullable is ListType;

    // A host may leave arguments out of its definitions, but not give them other types.
    private static bool Define(GraphQLSchema schema, BindingErrors errors, string name, params (string Name, string Type)[] arguments)
    {
        if (schema.FindDirective(name) is not { } definition)
        {
            return false;
        }

        var isKnown = name != "cost" || definition.FindArgument("weight") is not null;
        foreach (var (argument, type) in arguments)
        {
            isKnown &= definition.FindArgument(argument) is not { } found || found.Type.Nullable.ToString() == type;
        }

        if (!isKnown)
        {
            var expected = string.Join(", ", arguments.Select(a => $"{a.Name}: {a.Type}"));
            errors.Report($"The directive \"@{name}\" must be defined as \"@{name}({expected})\".", definition.Location);
        }

        return isKnown;
    }

    private void Introspection(GraphQLSchema schema)
    {
        var own = schema.Types.Where(t => !t.IsBuiltIn).ToList();
        var fields = own.OfType<FieldsType>().SelectMany(t => t.Fields).ToList();
        _introspection["types"] = schema.Types.Count;
        _introspection["directives"] = schema.Directives.Count;
        _introspection["fields"] = Average(own.OfType<FieldsType>().Select(t => t.Fields.Count));
        _introspection["args"] = Average(fields.Select(f => f.Arguments.Count));
        _introspection["inputFields"] = Average(own.OfType<InputObjectType>().Select(t => t.Fields.Count));
        _introspection["enumValues"] = Average(own.OfType<EnumType>().Select(t => t.Values.Count));
        _introspection["interfaces"] = Average(own.OfType<FieldsType>().Select(t => t.Interfaces.Count));
        _introspection["possibleTypes"] =
            Average(own.Where(t => t is InterfaceType or UnionType).Select(t => ((CompositeType)t).PossibleTypes.Count));
        _introspection["locations"] = Average(schema.Directives.Select(d => d.Locations.Count));
    }

    private static int Average(IEnumerable<int> counts) => (int)Math.Ceiling(counts.DefaultIfEmpty(0).Average());
}
