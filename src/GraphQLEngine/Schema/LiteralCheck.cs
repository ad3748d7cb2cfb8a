using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Says what is wrong with literals, before anything is coerced.</summary>
/// <remarks>Spec (September 2025) §5.6, Values.</remarks>
internal static class LiteralCheck
{
    /// <summary>What is wrong with a leaf, or with the kind of a literal; null when it fits. It is neither null nor a variable.</summary>
    public static string? Leaf(ValueNode node, NamedType type)
    {
        switch (type)
        {
            case ScalarType scalar:
                return scalar.Codec.TryParse(new ScalarInput(node), out _) is { } problem
                    ? $"is not a {scalar.Name}: {problem}."
                    : null;
            case EnumType values when node is EnumValueNode name:
                return values.Find(name.Name) is null
                    ? $"is not a value of \"{values.Name}\": {name.Name}.{Suggestions.DidYouMean(name.Name, values.Values.Select(v => v.Name))}"
                    : null;
            case EnumType:
                return $"is not a {type.Name}: expected the name of a value, without quotes.";
            default:
                return node is ObjectValueNode ? null : $"is not a {type.Name}: expected an object.";
        }
    }

    /// <summary>Reports everything that is wrong with a literal of the schema, which has no variables.</summary>
    public static bool IsValid(ValueNode node, GraphQLType type, string what, SchemaErrors errors)
    {
        if (node is NullValueNode)
        {
            return !type.IsNonNull || Fail("must not be null.");
        }

        type = type.Nullable;
        if (type is ListType list)
        {
            return node is ListValueNode many
                ? many.Items.Aggregate(true, (ok, item) => IsValid(item, list.OfType, what, errors) && ok)
                : IsValid(node, list.OfType, what, errors);
        }

        if (Leaf(node, type.Named) is { } problem)
        {
            return Fail(problem);
        }

        return type is not InputObjectType input || Object((ObjectValueNode)node, input);

        bool Object(ObjectValueNode written, InputObjectType input)
        {
            var isValid = true;
            foreach (var field in written.Fields)
            {
                if (input.FindField(field.Name) is not { } definition)
                {
                    isValid =
                        Fail(
                            $"has a field \"{field.Name}\" that \"{input.Name}\" does not define.{Suggestions.DidYouMean(field.Name, input.Fields.Select(f => f.Name))}");
                }
                else
                {
                    isValid &= IsValid(field.Value, definition.Type, $"{what}, field \"{field.Name}\",", errors);
                }
            }

            foreach (var missing in input.Fields.Where(f => f.IsRequired && written.Fields.All(w => w.Name != f.Name)))
            {
                isValid = Fail($"lacks the required field \"{missing.Name}\".");
            }

            if (written.Fields.DistinctBy(f => f.Name).Count() != written.Fields.Count)
            {
                isValid = Fail("gives a field twice.");
            }

            if (input.IsOneOf && (written.Fields.Count != 1 || written.Fields[0].Value is NullValueNode))
            {
                isValid = Fail($"must give exactly one field of \"{input.Name}\", and not as null.");
            }

            return isValid;
        }

        bool Fail(string problem)
        {
            errors.Report($"{what} {problem}", node.Location);
            return false;
        }
    }
}
