using GraphQLEngine.Execution;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Introspection;

/// <remarks>Spec (September 2025) §4.2.2, The __Type Type: fields that do not apply to a kind are null.</remarks>
internal static class TypeResolvers
{
    public static void Add(ObjectResolvers<GraphQLType> type) => type
        .Field("kind", Kind)
        .Field("name", t => (t as NamedType)?.Name)
        .Field("description", t => (t as NamedType)?.Description)
        .Field("specifiedByURL", t => (t as ScalarType)?.SpecifiedByUrl)
        .List("fields", (t, context) => t is FieldsType o
            ? Deprecation.Filter(o.Fields, f => f.DeprecationReason, context)
            : null)
        .List<GraphQLType>("interfaces", t => (t as FieldsType)?.Interfaces)
        .List<GraphQLType>("possibleTypes", t => t is InterfaceType or UnionType ? ((CompositeType)t).PossibleTypes : null)
        .List("enumValues", (t, context) => t is EnumType e
            ? Deprecation.Filter(e.Values, v => v.DeprecationReason, context)
            : null)
        .List("inputFields", (t, context) => t is InputObjectType i
            ? Deprecation.Filter(i.Fields, f => f.DeprecationReason, context)
            : null)
        .Field("ofType", t => t switch
        {
            ListType list => list.OfType,
            NonNullType nonNull => nonNull.OfType,
            _ => null,
        })
        .Field("isOneOf", t => t is InputObjectType i ? i.IsOneOf : (bool?)null);

    private static string Kind(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}
