using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>
/// One building of a schema, in this order: collect the definitions, make empty types, fill them, apply directives,
/// check the whole. Each step reports all it finds before the next one starts.
/// </summary>
internal sealed class SchemaAssembly(DocumentNode document, InputBindings bindings)
{
    private readonly SchemaErrors _errors = new(document.Source);
    private readonly GraphQLSchema _schema = new(document.Source);

    // a definition followed by its extensions
    private readonly Dictionary<string, List<TypeDefinitionNode>> _parts = new(StringComparer.Ordinal);
    private readonly List<DirectiveDefinitionNode> _directives = [];
    private readonly List<SchemaDefinitionNode> _schemaParts = [];
    private readonly HashSet<string> _builtIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    public GraphQLSchema Build()
    {
        Collect(document);
        CollectBuiltIns();
        _errors.ThrowIfAny();
        foreach (var (name, parts) in _parts)
        {
            _types.Add(name, Empty(parts[0]));
        }

        _schema.TypesByName = _types;
        var directives = _directives.ConvertAll(Directive);
        _schema.Directives = directives;
        foreach (var (name, parts) in _parts)
        {
            Fill(_types[name], parts);
        }

        SetPossibleTypes();
        SetRootTypes();
        _errors.ThrowIfAny();
        new SchemaValidator(_schema, _errors).Validate();
        _errors.ThrowIfAny();
        new DefaultValues(_schema, _errors).Coerce();
        _errors.ThrowIfAny();
        new DirectiveApplication(_schema, _errors).Apply(_parts, _directives, _schemaParts);
        foreach (var type in _types.Values.OfType<FieldsType>())
        {
            new InterfaceConformance(_errors).CheckDeprecation(type);
        }

        _errors.ThrowIfAny();
        RemoveMetaFields();
        return _schema;
    }

    private void Collect(DocumentNode source)
    {
        var extensions = new List<TypeDefinitionNode>();
        foreach (var definition in source.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode { IsExtension: true } extension:
                    extensions.Add(extension);
                    break;
                case TypeDefinitionNode type when !_parts.TryAdd(type.Name, [type]):
                    _errors.Report($"The type \"{type.Name}\" is defined twice.", type.Location);
                    break;
                case DirectiveDefinitionNode directive when _directives.Exists(d => d.Name == directive.Name):
                    _errors.Report($"The directive \"@{directive.Name}\" is defined twice.", directive.Location);
                    break;
                case DirectiveDefinitionNode directive:
                    _directives.Add(directive);
                    break;
                case SchemaDefinitionNode { IsExtension: false } schema when _schemaParts.Exists(s => !s.IsExtension):
                    _errors.Report("The schema is defined twice.", schema.Location);
                    break;
                case SchemaDefinitionNode schema:
                    _schemaParts.Insert(schema.IsExtension ? _schemaParts.Count : 0, schema);
                    break;
                case OperationDefinitionNode or FragmentDefinitionNode:
                    _errors.Report("A schema has no operations and no fragments.", definition.Location);
                    break;
            }
        }

        foreach (var extension in extensions)
        {
            Extend(extension);
        }
    }

    private void Extend(TypeDefinitionNode extension)
    {
        if (!_parts.TryGetValue(extension.Name, out var parts))
        {
            _errors.Report(
                $"The type \"{extension.Name}\" is extended but not defined.{Suggestions.DidYouMean(extension.Name, _parts.Keys)}",
                extension.Location);
        }
        else if (parts[0].GetType() != extension.GetType())
        {
            _errors.Report(
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
            if (definition is TypeDefinitionNode type && _parts.TryAdd(type.Name, [type]))
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

    private NamedType Empty(TypeDefinitionNode node)
    {
        NamedType type = node switch
        {
            ScalarTypeDefinitionNode => new ScalarType(
                node.Name,
                BuiltInScalars.Find(node.Name) ?? bindings.Scalars.GetValueOrDefault(node.Name) ?? BuiltInScalars.Any),
            ObjectTypeDefinitionNode => new ObjectType(node.Name),
            InterfaceTypeDefinitionNode => new InterfaceType(node.Name),
            UnionTypeDefinitionNode => new UnionType(node.Name),
            EnumTypeDefinitionNode => new EnumType(node.Name)
            {
                Codec = bindings.Enums.GetValueOrDefault(node.Name) ?? EnumCodec.ByName,
            },
            _ => new InputObjectType(node.Name) { Codec = bindings.InputObjects.GetValueOrDefault(node.Name) },
        };
        type.Description = node.Description;
        type.Location = node.Location;
        type.IsBuiltIn = _builtIn.Contains(node.Name);
        return type;
    }

    private void Fill(NamedType type, List<TypeDefinitionNode> parts)
    {
        switch (type)
        {
            case ObjectType o:
                o.Fields = Fields(o, parts.SelectMany(p => ((ObjectTypeDefinitionNode)p).Fields));
                o.Interfaces = Members<InterfaceType>(
                    parts.SelectMany(p => ((ObjectTypeDefinitionNode)p).Interfaces), $"\"{o.Name}\" implements", "an interface");
                break;
            case InterfaceType i:
                i.Fields = Fields(i, parts.SelectMany(p => ((InterfaceTypeDefinitionNode)p).Fields));
                i.Interfaces = Members<InterfaceType>(
                    parts.SelectMany(p => ((InterfaceTypeDefinitionNode)p).Interfaces), $"\"{i.Name}\" implements", "an interface");
                break;
            case UnionType u:
                u.PossibleTypes = Members<ObjectType>(
                    parts.SelectMany(p => ((UnionTypeDefinitionNode)p).Members), $"\"{u.Name}\" contains", "an object type");
                break;
            case EnumType e:
                e.Values = [.. Unique(
                    parts.SelectMany(p => ((EnumTypeDefinitionNode)p).Values), v => v.Name, $"value of \"{e.Name}\"")
                    .Select(v => new EnumValue(v))];
                break;
            case InputObjectType input:
                // Needed before directives are applied: cycles and defaults depend on it.
                input.IsOneOf = parts.Exists(p => p.Directives.Any(d => d.Name == "oneOf"));
                input.Fields = InputValues(
                    parts.SelectMany(p => ((InputObjectTypeDefinitionNode)p).Fields), input.Name, $"input field of \"{input.Name}\"");
                break;
        }
    }

    private List<FieldDefinition> Fields(FieldsType owner, IEnumerable<FieldDefinitionNode> nodes)
    {
        var fields = new List<FieldDefinition>();
        foreach (var node in Unique(nodes, n => n.Name, $"field of \"{owner.Name}\""))
        {
            var arguments = InputValues(node.Arguments, $"{owner.Name}.{node.Name}", $"argument of \"{owner.Name}.{node.Name}\"");
            if (Resolve(node.Type, $"The field \"{owner.Name}.{node.Name}\"") is { } type)
            {
                fields.Add(new FieldDefinition(node, type, arguments));
            }
        }

        return fields;
    }

    private List<InputValueDefinition> InputValues(IEnumerable<InputValueDefinitionNode> nodes, string owner, string kind)
    {
        var values = new List<InputValueDefinition>();
        foreach (var node in Unique(nodes, n => n.Name, kind))
        {
            if (Resolve(node.Type, $"\"{owner}.{node.Name}\"") is { } type)
            {
                values.Add(new InputValueDefinition(node, type));
            }
        }

        return values;
    }

    private DirectiveDefinition Directive(DirectiveDefinitionNode node) =>
        new(node, InputValues(node.Arguments, $"@{node.Name}", $"argument of \"@{node.Name}\""))
        {
            IsBuiltIn = _builtIn.Contains("@" + node.Name),
        };

    private List<T> Members<T>(IEnumerable<NamedTypeNode> nodes, string what, string kind)
        where T : NamedType
    {
        var members = new List<T>();
        foreach (var node in nodes)
        {
            if (!_types.TryGetValue(node.Name, out var type))
            {
                _errors.Report($"{what} \"{node.Name}\", which is not defined.{Suggest<T>(node.Name)}", node.Location);
            }
            else if (type is not T member)
            {
                _errors.Report($"{what} \"{node.Name}\", which is not {kind}.", node.Location);
            }
            else if (members.Contains(member))
            {
                _errors.Report($"{what} \"{node.Name}\" twice.", node.Location);
            }
            else
            {
                members.Add(member);
            }
        }

        return members;
    }

    private List<T> Unique<T>(IEnumerable<T> nodes, Func<T, string> name, string kind)
        where T : SyntaxNode
    {
        var unique = new List<T>();
        foreach (var node in nodes)
        {
            if (unique.Exists(other => name(other) == name(node)))
            {
                _errors.Report($"The {kind} named \"{name(node)}\" is defined twice.", node.Location);
            }
            else
            {
                unique.Add(node);
            }
        }

        return unique;
    }

    private GraphQLType? Resolve(TypeNode node, string what)
    {
        if (_schema.Resolve(node) is { } type)
        {
            return type;
        }

        while (node is not NamedTypeNode)
        {
            node = node is ListTypeNode list ? list.OfType : ((NonNullTypeNode)node).OfType;
        }

        var name = ((NamedTypeNode)node).Name;
        _errors.Report($"{what} has the type \"{name}\", which is not defined.{Suggest<NamedType>(name)}", node.Location);
        return null;
    }

    private string Suggest<T>(string name)
        where T : NamedType =>
        Suggestions.DidYouMean(name, _types.Values.OfType<T>().Select(t => t.Name).Where(n => !n.StartsWith("__", StringComparison.Ordinal)));

    private void SetPossibleTypes()
    {
        foreach (var type in _types.Values.OfType<InterfaceType>())
        {
            type.PossibleTypes = [.. _types.Values.OfType<ObjectType>().Where(o => o.Interfaces.Contains(type))];
            type.Implementations = [.. _types.Values.OfType<InterfaceType>().Where(i => i.Interfaces.Contains(type))];
        }
    }

    /// <remarks>Spec (September 2025) §3.3.1, Root Operation Types.</remarks>
    private void SetRootTypes()
    {
        var roots = new Dictionary<OperationKind, NamedTypeNode>();
        foreach (var root in _schemaParts.SelectMany(s => s.RootTypes))
        {
            if (!roots.TryAdd(root.Operation, root.Type))
            {
                _errors.Report("This kind of operation has a root type already.", root.Location);
            }
        }

        _schema.Description = _schemaParts is [{ IsExtension: false } schema, ..] ? schema.Description : null;
        var isExplicit = _schemaParts.Exists(s => !s.IsExtension);
        ObjectType? Root(OperationKind kind, string defaultName) =>
            roots.TryGetValue(kind, out var node)
                ? Members<ObjectType>([node], "The schema's root types include", "an object type").FirstOrDefault()
                : isExplicit ? null : _types.GetValueOrDefault(defaultName) as ObjectType;

        _schema.QueryType = Root(OperationKind.Query, "Query")!;
        _schema.MutationType = Root(OperationKind.Mutation, "Mutation");
        _schema.SubscriptionType = Root(OperationKind.Subscription, "Subscription");
        if (_schema.QueryType is null && !roots.ContainsKey(OperationKind.Query))
        {
            _errors.Report("The schema has no query type: define \"type Query\".", new SourceLocation(1, 1));
        }
    }

    // The meta-fields move to the schema; the type that carried them goes, and so do scalars that nothing uses.
    private void RemoveMetaFields()
    {
        var meta = (ObjectType)_types["__MetaFields"];
        _schema.TypenameField = meta.Fields[0];
        _schema.SchemaField = meta.Fields[1];
        _schema.TypeField = meta.Fields[2];
        _types.Remove(meta.Name);
        var used = _types.Values.OfType<FieldsType>().SelectMany(t => t.Fields)
            .SelectMany(f => f.Arguments.Select(a => a.Type).Append(f.Type))
            .Concat(_types.Values.OfType<InputObjectType>().SelectMany(t => t.Fields.Select(f => f.Type)))
            .Concat(_schema.Directives.SelectMany(d => d.Arguments.Select(a => a.Type)))
            .Select(t => t.Named)
            .ToHashSet();
        _schema.Types = [.. _types.Values.Where(t => !t.IsBuiltIn || t is not ScalarType || used.Contains(t))];
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
