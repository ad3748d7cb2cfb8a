using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>
/// One building of a schema, in this order: collect the definitions, make empty types, fill them, apply directives,
/// check the whole. Each step reports all it finds before the next one starts.
/// </summary>
internal sealed class SchemaAssembly
{
    private readonly DocumentNode _document;
    private readonly InputBindings _bindings;
    private readonly SchemaErrors _errors;
    private readonly SchemaParts _parts;
    private readonly GraphQLSchema _schema;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    public SchemaAssembly(DocumentNode document, InputBindings bindings)
    {
        _document = document;
        _bindings = bindings;
        _errors = new SchemaErrors(document.Source);
        _parts = new SchemaParts(_errors);
        _schema = new GraphQLSchema(document.Source);
    }

    public GraphQLSchema Build()
    {
        _parts.Collect(_document);
        _errors.ThrowIfAny();
        foreach (var (name, parts) in _parts.Types)
        {
            _types.Add(name, Empty(parts[0]));
        }

        _schema.TypesByName = _types;
        var directives = _parts.Directives.ConvertAll(Directive);
        _schema.Directives = directives;
        foreach (var (name, parts) in _parts.Types)
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
        new DirectiveApplication(_schema, _errors).Apply(_parts.Types, _parts.Directives, _parts.Schemas);
        foreach (var type in _types.Values.OfType<FieldsType>())
        {
            new InterfaceConformance(_errors).CheckDeprecation(type);
        }

        _errors.ThrowIfAny();
        RemoveMetaFields();
        return _schema;
    }

    private NamedType Empty(TypeDefinitionNode node)
    {
        NamedType type = node switch
        {
            ScalarTypeDefinitionNode => new ScalarType(
                node.Name,
                BuiltInScalars.Find(node.Name) ?? _bindings.Scalars.GetValueOrDefault(node.Name) ?? BuiltInScalars.Any),
            ObjectTypeDefinitionNode => new ObjectType(node.Name),
            InterfaceTypeDefinitionNode => new InterfaceType(node.Name),
            UnionTypeDefinitionNode => new UnionType(node.Name),
            EnumTypeDefinitionNode => new EnumType(node.Name)
            {
                Codec = _bindings.Enums.GetValueOrDefault(node.Name) ?? EnumCodec.ByName,
            },
            _ => new InputObjectType(node.Name) { Codec = _bindings.InputObjects.GetValueOrDefault(node.Name) },
        };
        type.Description = node.Description;
        type.Location = node.Location;
        type.IsBuiltIn = _parts.IsBuiltIn(node.Name);
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
            IsBuiltIn = _parts.IsBuiltIn("@" + node.Name),
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
        Suggestions.DidYouMean(
            name, _types.Values.OfType<T>().Select(t => t.Name).Where(n => !n.StartsWith("__", StringComparison.Ordinal)));

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
        foreach (var root in _parts.Schemas.SelectMany(s => s.RootTypes))
        {
            if (!roots.TryAdd(root.Operation, root.Type))
            {
                _errors.Report("This kind of operation has a root type already.", root.Location);
            }
        }

        _schema.Description = _parts.Schemas is [{ IsExtension: false } schema, ..] ? schema.Description : null;
        var isExplicit = _parts.Schemas.Exists(s => !s.IsExtension);
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
}
