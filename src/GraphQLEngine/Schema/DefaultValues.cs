using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Checks and coerces the default values of a schema, each once and those it relies on first.</summary>
/// <remarks>Spec (September 2025) §3.10, Input Objects: InputObjectDefaultValueHasCycle.</remarks>
internal sealed class DefaultValues(GraphQLSchema schema, SchemaErrors errors)
{
    private readonly HashSet<InputValueDefinition> _done = [];
    private readonly HashSet<InputValueDefinition> _running = [];

    public void Coerce()
    {
        foreach (var type in schema.TypesByName.Values)
        {
            if (type is InputObjectType input)
            {
                foreach (var field in input.Fields)
                {
                    Coerce(field, $"{input.Name}.{field.Name}");
                }
            }
            else if (type is FieldsType withFields)
            {
                foreach (var field in withFields.Fields)
                {
                    Coerce(field.Arguments, $"{type.Name}.{field.Name}");
                }
            }
        }

        foreach (var directive in schema.Directives)
        {
            Coerce(directive.Arguments, $"@{directive.Name}");
        }
    }

    private void Coerce(IReadOnlyList<InputValueDefinition> values, string owner)
    {
        foreach (var value in values)
        {
            Coerce(value, $"{owner}.{value.Name}");
        }
    }

    private void Coerce(InputValueDefinition value, string name)
    {
        if (value.DefaultValue is null || _done.Contains(value))
        {
            return;
        }

        if (!_running.Add(value))
        {
            errors.Report($"The default of \"{name}\" contains itself, through other defaults.", value.Location);
            return;
        }

        Visit(value.DefaultValue, value.Type);
        if (_done.Add(value) && LiteralCheck.IsValid(value.DefaultValue, value.Type, $"The default of \"{name}\"", errors))
        {
            try
            {
                value.CoercedDefault = LiteralCoercion.Coerce(
                    value.DefaultValue, value.Type, NoVariables.Instance, $"The default of \"{name}\"");
            }
            catch (GraphQLException e)
            {
                errors.Report(e.Message, value.DefaultValue.Location);
            }
        }

        _running.Remove(value);
    }

    // The defaults that an input object within this literal fills in.
    private void Visit(ValueNode literal, GraphQLType type)
    {
        switch (literal, type.Nullable)
        {
            case (ListValueNode many, ListType list):
                foreach (var item in many.Items)
                {
                    Visit(item, list.OfType);
                }

                break;
            case (not ListValueNode, ListType list):
                Visit(literal, list.OfType);
                break;
            case (ObjectValueNode written, InputObjectType input):
                foreach (var field in input.Fields)
                {
                    if (written.Fields.FirstOrDefault(f => f.Name == field.Name) is { } given)
                    {
                        Visit(given.Value, field.Type);
                    }
                    else
                    {
                        Coerce(field, $"{input.Name}.{field.Name}");
                    }
                }

                break;
        }
    }
}
