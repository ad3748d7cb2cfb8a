using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Refuses directives whose own definition carries them, directly or through the types of their arguments.</summary>
/// <remarks>Spec (September 2025) §3.13, Directives: type validation.</remarks>
internal sealed class DirectiveCycles(GraphQLSchema schema, SchemaErrors errors)
{
    private readonly Dictionary<string, HashSet<string>> _uses = new(StringComparer.Ordinal);

    public void Check()
    {
        var document = GraphQLParser.Parse(schema.Source.Utf8, ParserOptions.Trusted);
        foreach (var definition in document.Definitions)
        {
            Collect(definition);
        }

        foreach (var directive in schema.Directives.Where(d => !d.IsBuiltIn && Reaches("@" + d.Name)))
        {
            errors.Report($"The directive \"@{directive.Name}\" refers to itself.", directive.Location);
        }
    }

    private void Collect(DefinitionNode definition)
    {
        switch (definition)
        {
            case DirectiveDefinitionNode directive:
                Inputs("@" + directive.Name, directive.Arguments);
                break;
            case InputObjectTypeDefinitionNode input:
                Directives(input.Name, input.Directives);
                Inputs(input.Name, input.Fields);
                break;
            case EnumTypeDefinitionNode values:
                Directives(values.Name, values.Directives);
                foreach (var value in values.Values)
                {
                    Directives(values.Name, value.Directives);
                }

                break;
            case ScalarTypeDefinitionNode scalar:
                Directives(scalar.Name, scalar.Directives);
                break;
        }
    }

    private void Inputs(string owner, IReadOnlyList<InputValueDefinitionNode> values)
    {
        foreach (var value in values)
        {
            Directives(owner, value.Directives);
            var type = value.Type;
            while (type is not NamedTypeNode)
            {
                type = type is ListTypeNode list ? list.OfType : ((NonNullTypeNode)type).OfType;
            }

            Uses(owner).Add(((NamedTypeNode)type).Name);
        }
    }

    private void Directives(string owner, IReadOnlyList<DirectiveNode> directives) =>
        Uses(owner).UnionWith(directives.Select(d => "@" + d.Name));

    private HashSet<string> Uses(string owner) =>
        _uses.TryGetValue(owner, out var uses) ? uses : _uses[owner] = new HashSet<string>(StringComparer.Ordinal);

    private bool Reaches(string start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(Uses(start));
        while (next.TryPop(out var name))
        {
            if (name == start)
            {
                return true;
            }

            if (seen.Add(name))
            {
                foreach (var use in _uses.GetValueOrDefault(name) ?? [])
                {
                    next.Push(use);
                }
            }
        }

        return false;
    }
}
