using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Turns literals into the values that resolvers receive.</summary>
/// <remarks>Spec (September 2025) §3.4 to §3.12, "Input Coercion" of each type, and §6.4.1, CoerceArgumentValues.</remarks>
internal static class LiteralCoercion
{
    /// <summary>One value per definition, <see cref="Absent"/> where neither given nor defaulted.</summary>
    /// <exception cref="GraphQLException">A value does not fit.</exception>
    public static object?[] Arguments(
        IReadOnlyList<InputValueDefinition> definitions, IReadOnlyList<ArgumentNode> nodes, IVariableValues variables)
    {
        if (definitions.Count == 0)
        {
            return [];
        }

        var values = new object?[definitions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var definition = definitions[i];
            ValueNode? given = null;
            foreach (var node in nodes)
            {
                if (node.Name == definition.Name)
                {
                    given = node.Value;
                }
            }

            try
            {
                values[i] = Given(definition, given, variables, $"Argument \"{definition.Name}\"");
            }
            catch (GraphQLException e) when (given is not null)
            {
                throw new LocatedException(e, given.Location);
            }
        }

        return values;
    }

    /// <exception cref="GraphQLException">The value does not fit.</exception>
    public static object? Coerce(ValueNode node, GraphQLType type, IVariableValues variables, string what)
    {
        if (node is VariableNode variable)
        {
            var value = variables.Find(variable.Name);
            return value is null or Absent && type.IsNonNull
                ? throw Problem(what, "must not be null")
                : value is Absent ? null : value;
        }

        if (type is NonNullType nonNull)
        {
            return node is NullValueNode ? throw Problem(what, "must not be null") : Coerce(node, nonNull.OfType, variables, what);
        }

        if (node is NullValueNode)
        {
            return null;
        }

        return type switch
        {
            ListType list => List(node, list, variables, what),
            InputObjectType input => Object(node, input, variables, what),
            EnumType type2 => node is EnumValueNode name && type2.Find(name.Name) is not null
                ? type2.Codec.Find(name.Name)
                : throw Problem(what, $"is not a value of \"{type2.Name}\""),
            ScalarType scalar => scalar.Codec.TryParse(new ScalarInput(node), out var value) is { } problem
                ? throw Problem(what, $"is not a {scalar.Name}: {problem}")
                : value,
            _ => throw new InvalidOperationException($"\"{type}\" is not an input type."),
        };
    }

    /// <remarks>Spec (September 2025) §3.11, List: a single value stands for a list of one.</remarks>
    private static object List(ValueNode node, ListType list, IVariableValues variables, string what)
    {
        var items = new List<object?>();
        if (node is ListValueNode many)
        {
            foreach (var item in many.Items)
            {
                items.Add(Coerce(item, list.OfType, variables, what));
            }
        }
        else
        {
            items.Add(Coerce(node, list.OfType, variables, what));
        }

        return ToList(list, items);
    }

    /// <remarks>Spec (September 2025) §3.10, Input Objects: input coercion, OneOf Input Objects included.</remarks>
    private static object Object(ValueNode node, InputObjectType type, IVariableValues variables, string what)
    {
        if (node is not ObjectValueNode written)
        {
            throw Problem(what, $"is not a {type.Name}: expected an object");
        }

        var values = new object?[type.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            ValueNode? given = null;
            foreach (var f in written.Fields)
            {
                if (f.Name == field.Name)
                {
                    given = f.Value;
                }
            }

            values[i] = Given(field, given, variables, $"{what}, field \"{field.Name}\"");
        }

        var (value, problem) = Finish(type, values);
        return problem is null ? value! : throw Problem(what, problem);
    }

    // What holds for arguments and input fields alike: absent, variable without value, null, default.
    private static object? Given(InputValueDefinition definition, ValueNode? given, IVariableValues variables, string what)
    {
        if (given is null || (given is VariableNode variable && variables.Find(variable.Name) is Absent))
        {
            return definition.IsRequired ? throw Problem(what, "is required") : definition.CoercedDefault;
        }

        return Coerce(given, definition.Type, variables, what);
    }

    public static object ToList(ListType list, List<object?> items) => list.OfType.Nullable switch
    {
        ScalarType scalar => scalar.Codec.ToList(items),
        EnumType type => type.Codec.ToList(items),
        InputObjectType { Codec: { } codec } => codec.ToList(items),
        InputObjectType => items.ConvertAll(i => (InputObject?)i).ToArray(),
        _ => items.ToArray(),
    };

    // Checks "exactly one" and hands the object to the host's reader.
    public static (object? Value, string? Problem) Finish(InputObjectType type, object?[] values)
    {
        if (type.IsOneOf && (values.Count(v => v is not Absent) != 1 || values.Contains(null)))
        {
            return (null, NotOneField(type));
        }

        var input = new InputObject(type, values);
        return (type.Codec?.Bind(input) ?? input, null);
    }

    public static string NotOneField(InputObjectType type) => $"must give exactly one field of \"{type.Name}\", and not as null";

    private static GraphQLException Problem(string what, string problem) => new($"{what} {problem}.");
}
