namespace GraphQLEngine.Schema;

/// <summary>Checks that a type has what its interfaces promise.</summary>
/// <remarks>Spec (September 2025) §3.6.1, IsValidImplementation.</remarks>
internal sealed class InterfaceConformance(SchemaErrors errors)
{
    public void Check(FieldsType type)
    {
        foreach (var promised in type.Interfaces)
        {
            if (promised == type)
            {
                errors.Report($"The interface \"{type.Name}\" implements itself.", type.Location);
                continue;
            }

            foreach (var indirect in promised.Interfaces.Where(i => !type.Interfaces.Contains(i)))
            {
                errors.Report(
                    indirect == type
                        ? $"The interfaces \"{type.Name}\" and \"{promised.Name}\" implement each other."
                        : $"\"{type.Name}\" must also implement \"{indirect.Name}\", because \"{promised.Name}\" does.",
                    type.Location);
            }

            foreach (var field in promised.Fields)
            {
                Check(type, promised, field);
            }
        }
    }

    // Needs the directives of the schema applied.
    public void CheckDeprecation(FieldsType type)
    {
        foreach (var field in type.Fields.Where(f => f.DeprecationReason is not null))
        {
            foreach (var promised in type.Interfaces.Where(i => i.FindField(field.Name) is { DeprecationReason: null }))
            {
                errors.Report(
                    $"\"{type.Name}.{field.Name}\" is deprecated; then \"{promised.Name}.{field.Name}\" must be deprecated too.",
                    field.Location);
            }
        }
    }

    private void Check(FieldsType type, InterfaceType promised, FieldDefinition expected)
    {
        var source = $"\"{promised.Name}.{expected.Name}\"";
        if (type.FindField(expected.Name) is not { } field)
        {
            errors.Report($"\"{type.Name}\" lacks the field {source} of its interface.", type.Location);
            return;
        }

        var own = $"\"{type.Name}.{field.Name}\"";
        if (!GraphQLSchema.IsSubtype(field.Type, expected.Type))
        {
            errors.Report($"{own} has the type \"{field.Type}\"; {source} promises \"{expected.Type}\".", field.TypeLocation);
        }

        foreach (var argument in expected.Arguments)
        {
            if (field.FindArgument(argument.Name) is not { } same)
            {
                errors.Report($"{own} lacks the argument \"{argument.Name}\" of {source}.", field.Location);
            }
            else if (!same.Type.IsSameAs(argument.Type))
            {
                errors.Report(
                    $"The argument \"{argument.Name}\" of {own} has the type \"{same.Type}\"; {source} has \"{argument.Type}\".",
                    same.TypeLocation);
            }
        }

        foreach (var more in field.Arguments.Where(a => a.IsRequired && expected.FindArgument(a.Name) is null))
        {
            errors.Report($"{own} requires the argument \"{more.Name}\", which {source} does not have.", more.Location);
        }
    }
}
