using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

// The definitions of a document by name, each with its extensions, and those that every schema has.
internal sealed class SchemaParts(SchemaErrors errors)
{
    private readonly Dictionary<string, List<TypeDefinitionNode>> _types = new(StringComparer.Ordinal);
    private readonly List<DirectiveDefinitionNode> _directives = [];
    private readonly List<SchemaDefinitionNode> _schemas = [];
    private readonly HashSet<string> _builtIn = new(StringComparer.Ordinal);

    // a definition followed by its extensions
    public Dictionary<string, List<TypeDefinitionNode>> Types => _types;

    public List<DirectiveDefinitionNode> Directives => _directives;

    // the definition first, if there is one
    public List<SchemaDefinitionNode> Schemas => _schemas;

    // a type's name, or a directive's with its at sign
    public bool IsBuiltIn(string name) => _builtIn.Contains(name);

    public void Collect(DocumentNode source)
    {
        var extensions = new List<TypeDefinitionNode>();
        foreach (var definition in source.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode { IsExtension: true } extension:
                    extensions.Add(extension);
                    break;
                case TypeDefinitionNode type when !_types.TryAdd(type.Name, [type]):
                    errors.Report($"The type \"{type.Name}\" is defined twice.", type.Location);
                    break;
                case DirectiveDefinitionNode directive when _directives.Exists(d => d.Name == directive.Name):
                    errors.Report($"The directive \"@{directive.Name}\" is defined twice.", directive.Location);
                    break;
                case DirectiveDefinitionNode directive:
                    _directives.Add(directive);
                    break;
                case SchemaDefinitionNode { IsExtension: false } schema when _schemas.Exists(s => !s.IsExtension):
                    errors.Report("The schema is defined twice.", schema.Location);
                    break;
                case SchemaDefinitionNode schema:
                    _schemas.Insert(schema.IsExtension ? _schemas.Count : 0, schema);
                    break;
                case OperationDefinitionNode or FragmentDefinitionNode:
                    errors.Report("A schema has no operations and no fragments.", definition.Location);
                    break;
            }
        }

        foreach (var extension in extensions)
        {
            Extend(extension);
        }

        CollectBuiltIns();
    }

    private void Extend(TypeDefinitionNode extension)
    {
        if (!_types.TryGetValue(extension.Name, out var parts))
        {
            errors.Report(
                $"The type \"{extension.Name}\" is extended but not defined.{Suggestions.DidYouMean(extension.Name, _types.Keys)}",
                extension.Location);
        }
        else if (parts[0].GetType() != extension.GetType())
        {
            errors.Report(
                $"\"{extension.Name}\" is {Kind(parts[0])} and cannot be extended as {Kind(extension)}.", extension.Location);
        }
        else
        {
            parts.Add(extension);
        }
    }

    // The SDL may repeat a built-in definition; its own then counts.
    private void CollectBuiltIns()
    {
        foreach (var definition in GraphQLParser.Parse(BuiltInDefinitions.Sdl, ParserOptions.Trusted).Definitions)
        {
            if (definition is TypeDefinitionNode type && _types.TryAdd(type.Name, [type]))
            {
                _builtIn.Add(type.Name);
            }
            else if (definition is DirectiveDefinitionNode directive && !_directives.Exists(d => d.Name == directive.Name))
            {
                _builtIn.Add("@" + directive.Name);
                _directives.Add(directive);
            }
        }
    }

    private static string Kind(TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => "a scalar",
        ObjectTypeDefinitionNode => "an object type",
        InterfaceTypeDefinitionNode => "an interface",
        UnionTypeDefinitionNode => "a union",
        EnumTypeDefinitionNode => "an enum",
        _ => "an input object",
    };
}
