using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Puts the directives of the SDL on the definitions they stand on, checked and with their arguments coerced.</summary>
/// <remarks>Spec (September 2025) §3.13, Directives.</remarks>
internal sealed class DirectiveApplication(GraphQLSchema schema, SchemaErrors errors)
{
    public void Apply(
        Dictionary<string, List<TypeDefinitionNode>> types,
        List<DirectiveDefinitionNode> directives,
        List<SchemaDefinitionNode> schemaParts)
    {
        schema.AppliedDirectives = Applied(schemaParts.SelectMany(s => s.Directives), DirectiveLocation.Schema);
        foreach (var (definition, node) in schema.Directives.Zip(directives))
        {
            Apply(definition.Arguments, node.Arguments, DirectiveLocation.ArgumentDefinition);
        }

        foreach (var (name, parts) in types)
        {
            Apply(schema.TypesByName[name], parts);
        }
    }

    private void Apply(NamedType type, List<TypeDefinitionNode> parts)
    {
        type.Directives = Applied(parts.SelectMany(p => p.Directives), type switch
        {
            ScalarType => DirectiveLocation.Scalar,
            ObjectType => DirectiveLocation.Object,
            InterfaceType => DirectiveLocation.Interface,
            UnionType => DirectiveLocation.Union,
            EnumType => DirectiveLocation.Enum,
            _ => DirectiveLocation.InputObject,
        });
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl = Find(type.Directives, "specifiedBy")?.Argument<string>("url");
                break;
            case ObjectType o:
                Apply(o.Fields, parts.SelectMany(p => ((ObjectTypeDefinitionNode)p).Fields));
                break;
            case InterfaceType i:
                Apply(i.Fields, parts.SelectMany(p => ((InterfaceTypeDefinitionNode)p).Fields));
                break;
            case EnumType e:
                foreach (var (value, node) in e.Values.Zip(parts.SelectMany(p => ((EnumTypeDefinitionNode)p).Values)))
                {
                    value.Directives = Applied(node.Directives, DirectiveLocation.EnumValue);
                    value.DeprecationReason = Reason(value.Directives);
                }

                break;
            case InputObjectType input:
                Apply(
                    input.Fields,
                    [.. parts.SelectMany(p => ((InputObjectTypeDefinitionNode)p).Fields)],
                    DirectiveLocation.InputFieldDefinition);
                break;
        }
    }

    private void Apply(IReadOnlyList<FieldDefinition> fields, IEnumerable<FieldDefinitionNode> nodes)
    {
        foreach (var (field, node) in fields.Zip(nodes))
        {
            field.Directives = Applied(node.Directives, DirectiveLocation.FieldDefinition);
            field.DeprecationReason = Reason(field.Directives);
            Apply(field.Arguments, node.Arguments, DirectiveLocation.ArgumentDefinition);
        }
    }

    private void Apply(
        IReadOnlyList<InputValueDefinition> values, IReadOnlyList<InputValueDefinitionNode> nodes, DirectiveLocation location)
    {
        foreach (var (value, node) in values.Zip(nodes))
        {
            value.Directives = Applied(node.Directives, location);
            value.DeprecationReason = Reason(value.Directives);
            if (value is { DeprecationReason: not null, IsRequired: true })
            {
                errors.Report($"\"{value.Name}\" is required and therefore cannot be deprecated.", value.Location);
            }
        }
    }

    private List<AppliedDirective> Applied(IEnumerable<DirectiveNode> nodes, DirectiveLocation location)
    {
        var applied = new List<AppliedDirective>();
        foreach (var node in nodes)
        {
            if (schema.FindDirective(node.Name) is not { } definition)
            {
                errors.Report(
                    $"The directive \"@{node.Name}\" is not defined.{Suggestions.DidYouMean(node.Name, schema.Directives.Select(d => d.Name))}",
                    node.Location);
            }
            else if (!definition.Locations.Contains(location))
            {
                errors.Report($"The directive \"@{node.Name}\" may not stand on {location.ToSdl()}.", node.Location);
            }
            else if (!definition.IsRepeatable && applied.Exists(a => a.Definition == definition))
            {
                errors.Report($"The directive \"@{node.Name}\" is not repeatable and stands here twice.", node.Location);
            }
            else if (HasValidArguments(definition, node))
            {
                applied.Add(new AppliedDirective(
                    definition, node, LiteralCoercion.Arguments(definition.Arguments, node.Arguments, NoVariables.Instance)));
            }
        }

        return applied;
    }

    private bool HasValidArguments(DirectiveDefinition definition, DirectiveNode node)
    {
        var isValid = true;
        foreach (var argument in node.Arguments)
        {
            if (definition.FindArgument(argument.Name) is not { } known)
            {
                errors.Report(
                    $"The directive \"@{node.Name}\" has no argument \"{argument.Name}\".{Suggestions.DidYouMean(argument.Name, definition.Arguments.Select(a => a.Name))}",
                    argument.Location);
                isValid = false;
            }
            else
            {
                isValid &= LiteralCheck.IsValid(
                    argument.Value, known.Type, $"The argument \"{argument.Name}\" of \"@{node.Name}\"", errors);
            }
        }

        foreach (var missing in definition.Arguments.Where(a => a.IsRequired && node.Arguments.All(n => n.Name != a.Name)))
        {
            errors.Report($"The directive \"@{node.Name}\" needs the argument \"{missing.Name}\".", node.Location);
            isValid = false;
        }

        if (node.Arguments.DistinctBy(a => a.Name).Count() != node.Arguments.Count)
        {
            errors.Report($"The directive \"@{node.Name}\" has an argument twice.", node.Location);
            isValid = false;
        }

        return isValid;
    }

    private static AppliedDirective? Find(IReadOnlyList<AppliedDirective> directives, string name) =>
        directives.FirstOrDefault(d => d.Name == name);

    private static string? Reason(IReadOnlyList<AppliedDirective> directives) =>
        Find(directives, "deprecated")?.Argument<string>("reason");
}
