using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Checks what holds of a type system as a whole.</summary>
/// <remarks>Spec (September 2025) §3.3 to §3.13: "Type Validation" of each kind of type.</remarks>
internal sealed class SchemaValidator(GraphQLSchema schema, SchemaErrors errors)
{
    public void Validate()
    {
        RootTypes();
        foreach (var directive in schema.Directives.Where(d => !d.IsBuiltIn))
        {
            Name(directive.Name, "directive", directive.Location);
            InputValues(directive.Arguments, $"@{directive.Name}");
        }

        new DirectiveCycles(schema, errors).Check();
        foreach (var type in schema.TypesByName.Values.Where(t => !t.IsBuiltIn))
        {
            Name(type.Name, "type", type.Location);
            Type(type);
        }

        new InputObjectCycles(schema, errors).Check();
    }

    private void RootTypes()
    {
        ObjectType?[] roots = [schema.QueryType, schema.MutationType, schema.SubscriptionType];
        foreach (var twice in roots.OfType<ObjectType>().GroupBy(t => t).Where(g => g.Count() > 1))
        {
            errors.Report($"\"{twice.Key.Name}\" is the root type of more than one kind of operation.", twice.Key.Location);
        }
    }

    private void Type(NamedType type)
    {
        switch (type)
        {
            case FieldsType { Fields.Count: 0 }:
            case InputObjectType { Fields.Count: 0 }:
                errors.Report($"\"{type.Name}\" has no fields.", type.Location);
                break;
            case UnionType { PossibleTypes.Count: 0 }:
                errors.Report($"The union \"{type.Name}\" has no members.", type.Location);
                break;
            case EnumType { Values.Count: 0 }:
                errors.Report($"The enum \"{type.Name}\" has no values.", type.Location);
                break;
        }

        switch (type)
        {
            case FieldsType withFields:
                Fields(withFields);
                new InterfaceConformance(errors).Check(withFields);
                break;
            case EnumType values:
                EnumValues(values);
                break;
            case InputObjectType input:
                InputValues(input.Fields, input.Name);
                foreach (var field in input.Fields.Where(f => input.IsOneOf && (f.Type.IsNonNull || f.DefaultValue is not null)))
                {
                    errors.Report(
                        $"\"{input.Name}.{field.Name}\" belongs to a oneOf input object: it must be nullable and without default.",
                        field.Location);
                }

                break;
        }
    }

    private void Fields(FieldsType type)
    {
        foreach (var field in type.Fields)
        {
            Name(field.Name, "field", field.Location);
            InputValues(field.Arguments, $"{type.Name}.{field.Name}");
            if (!field.Type.IsOutput)
            {
                errors.Report(
                    $"The field \"{type.Name}.{field.Name}\" has the input type \"{field.Type}\"; fields need an output type.",
                    field.TypeLocation);
            }
        }
    }

    private void InputValues(IReadOnlyList<InputValueDefinition> values, string owner)
    {
        foreach (var value in values)
        {
            Name(value.Name, "argument or input field", value.Location);
            if (!value.Type.IsInput)
            {
                errors.Report(
                    $"\"{owner}.{value.Name}\" has the output type \"{value.Type}\"; input needs a scalar, an enum or an input object.",
                    value.TypeLocation);
            }
        }
    }

    private void EnumValues(EnumType type)
    {
        foreach (var value in type.Values)
        {
            Name(value.Name, "enum value", value.Location);
            if (type.Codec.Names is { } known && type.Codec.Find(value.Name) is null)
            {
                errors.Report(
                    $"The enum value \"{type.Name}.{value.Name}\" has no registered value.{Suggestions.DidYouMean(value.Name, known)}",
                    value.Location);
            }
        }

        foreach (var name in (type.Codec.Names ?? []).Where(n => type.Find(n) is null))
        {
            errors.Report(
                $"A value is registered for \"{type.Name}.{name}\", which the schema does not define.{Suggestions.DidYouMean(name, type.Values.Select(v => v.Name))}",
                type.Location);
        }
    }

    private void Name(string name, string kind, SourceLocation location)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            errors.Report($"The {kind} name \"{name}\" starts with two underscores, which are kept for introspection.", location);
        }
    }
}
