using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Introspection;

/// <summary>Offers the schema itself to clients, by the same means as any other type.</summary>
/// <remarks>Spec (September 2025) §4.2, Schema Introspection.</remarks>
public static class IntrospectionResolvers
{
    /// <summary>Adds the resolvers of <c>__schema</c> and <c>__type</c>. Without them a schema does not answer about itself.</summary>
    public static ResolverMap AddIntrospection(this ResolverMap resolvers)
    {
        var meta = new ObjectBinding<Root>("__MetaFields");
        new ObjectResolvers<Root>(meta)
            .Field("__schema", (_, context) => context.Schema)
            .Field("__type", (_, context) => (GraphQLType?)context.Schema.FindType(context.Argument<string>("name")!));
        resolvers.MetaFields = meta;
        return resolvers
            .Object<GraphQLSchema>("__Schema", Schema)
            .Object<GraphQLType>("__Type", TypeResolvers.Add)
            .Object<FieldDefinition>("__Field", Field)
            .Object<InputValueDefinition>("__InputValue", InputValue)
            .Object<EnumValue>("__EnumValue", EnumValue)
            .Object<DirectiveDefinition>("__Directive", Directive);
    }

    private static void Schema(ObjectResolvers<GraphQLSchema> type) => type
        .Field("description", s => s.Description)
        .List<GraphQLType>("types", s => s.Types)
        .Field("queryType", s => (GraphQLType)s.QueryType)
        .Field("mutationType", s => (GraphQLType?)s.MutationType)
        .Field("subscriptionType", s => (GraphQLType?)s.SubscriptionType)
        .List("directives", s => s.Directives);

    private static void Field(ObjectResolvers<FieldDefinition> type) => type
        .Field("name", f => f.Name)
        .Field("description", f => f.Description)
        .List("args", (f, context) => Deprecation.Filter(f.Arguments, a => a.DeprecationReason, context))
        .Field("type", f => f.Type)
        .Field("isDeprecated", f => f.DeprecationReason is not null)
        .Field("deprecationReason", f => f.DeprecationReason);

    private static void InputValue(ObjectResolvers<InputValueDefinition> type) => type
        .Field("name", v => v.Name)
        .Field("description", v => v.Description)
        .Field("type", v => v.Type)
        .Field("defaultValue", v => v.DefaultValue is null ? null : ValuePrinter.Print(v.DefaultValue))
        .Field("isDeprecated", v => v.DeprecationReason is not null)
        .Field("deprecationReason", v => v.DeprecationReason);

    private static void EnumValue(ObjectResolvers<EnumValue> type) => type
        .Field("name", v => v.Name)
        .Field("description", v => v.Description)
        .Field("isDeprecated", v => v.DeprecationReason is not null)
        .Field("deprecationReason", v => v.DeprecationReason);

    private static void Directive(ObjectResolvers<DirectiveDefinition> type) => type
        .Field("name", d => d.Name)
        .Field("description", d => d.Description)
        .Field("isRepeatable", d => d.IsRepeatable)
        .List("locations", d => d.Locations.Select(l => l.ToSdl()).ToArray())
        .List("args", (d, context) => Deprecation.Filter(d.Arguments, a => a.DeprecationReason, context));
}
