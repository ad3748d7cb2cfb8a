using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A complete and valid type system. It never changes once built.</summary>
/// <remarks>Spec (September 2025) §3.3, Schema.</remarks>
public sealed class GraphQLSchema
{
    internal GraphQLSchema(SourceText source)
    {
        Source = source;
    }

    /// <summary>The SDL it was built from.</summary>
    public SourceText Source { get; }

    /// <summary>The description; null when there is none.</summary>
    public string? Description { get; internal set; }

    /// <summary>The root type of queries.</summary>
    public ObjectType QueryType { get; internal set; } = null!;

    /// <summary>The root type of mutations; null when there are none.</summary>
    public ObjectType? MutationType { get; internal set; }

    /// <summary>The root type of subscriptions; null when there are none.</summary>
    public ObjectType? SubscriptionType { get; internal set; }

    /// <summary>All types, those of the SDL first and in its order, then the built-in ones that are in use.</summary>
    public IReadOnlyList<NamedType> Types { get; internal set; } = [];

    /// <summary>All directives, those of the SDL first.</summary>
    public IReadOnlyList<DirectiveDefinition> Directives { get; internal set; } = [];

    /// <summary>The directives applied to the schema itself.</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    internal Dictionary<string, NamedType> TypesByName { get; set; } = [];

    // __schema and __type are fields of the query type alone; __typename of every composite type.
    internal FieldDefinition SchemaField { get; set; } = null!;

    internal FieldDefinition TypeField { get; set; } = null!;

    internal FieldDefinition TypenameField { get; set; } = null!;

    /// <summary>The type of this name; null when there is none.</summary>
    public NamedType? FindType(string name) => TypesByName.GetValueOrDefault(name);

    /// <summary>The directive of this name, without the at sign; null when there is none.</summary>
    public DirectiveDefinition? FindDirective(string name)
    {
        foreach (var directive in Directives)
        {
            if (directive.Name == name)
            {
                return directive;
            }
        }

        return null;
    }

    /// <summary>The root type of a kind of operation; null when the schema does not offer it.</summary>
    public ObjectType? RootType(OperationKind kind) => kind switch
    {
        OperationKind.Query => QueryType,
        OperationKind.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The field of this name, meta-fields included; null when the type has none.</summary>
    /// <remarks>Spec (September 2025) §4.2, Schema Introspection, and §4.1, Type Name Introspection.</remarks>
    public FieldDefinition? FindField(CompositeType type, string name) =>
        type.FindField(name) ?? name switch
        {
            "__typename" => TypenameField,
            "__schema" when type == QueryType => SchemaField,
            "__type" when type == QueryType => TypeField,
            _ => null,
        };

    // A type reference of a document; null where it names an unknown type.
    internal GraphQLType? Resolve(TypeNode node) => node switch
    {
        ListTypeNode list => Resolve(list.OfType) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.OfType) is { } inner ? new NonNullType(inner) : null,
        _ => FindType(((NamedTypeNode)node).Name),
    };

    /// <summary>Whether a value of the first type may stand where the second is expected.</summary>
    /// <remarks>Spec (September 2025) §3.6.1, IsSubType.</remarks>
    internal static bool IsSubtype(GraphQLType type, GraphQLType of) => (type, of) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.OfType, b.OfType),
        (NonNullType a, _) => IsSubtype(a.OfType, of),
        (_, NonNullType) => false,
        (ListType a, ListType b) => IsSubtype(a.OfType, b.OfType),
        (ListType, _) or (_, ListType) => false,
        (ObjectType a, CompositeType b) => a == b || b.CanBe(a),
        (InterfaceType a, InterfaceType b) => a == b || a.Interfaces.Contains(b),
        _ => type == of,
    };
}
