using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>A schema and the resolvers that serve it, checked against each other.</summary>
public sealed class ExecutableSchema
{
    private ExecutableSchema(GraphQLSchema schema, ResolverMap resolvers, CostRules costRules, CacheRules cacheRules)
    {
        CostRules = costRules;
        CacheRules = cacheRules;
        HasDeprecations = DeprecatedUses.AreIn(schema);
        Schema = schema;
        Resolvers = resolvers;
    }

    /// <summary>The type system.</summary>
    public GraphQLSchema Schema { get; }

    internal ResolverMap Resolvers { get; }

    internal CostRules CostRules { get; }

    internal CacheRules CacheRules { get; }

    internal bool HasDeprecations { get; }

    /// <summary>Builds the schema and binds every field of it to its resolver. The map must not change afterwards.</summary>
    /// <exception cref="SchemaException">
    /// The SDL is not valid, a field has no resolver, a resolver has no field, or their types differ; or <c>@cost</c>,
    /// <c>@listSize</c> or <c>@cacheControl</c> say what cannot be. The message lists every case with its line and close names.
    /// </exception>
    public static ExecutableSchema Build(string sdl, ResolverMap resolvers, string sourceName = "schema.graphql")
    {
        var schema = SchemaBuilder.Build(sdl, sourceName, resolvers.Inputs);
        new BindingCheck(schema, resolvers).Run();
        var errors = new BindingErrors(schema.Source);
        var costs = new CostRules(schema, errors);
        var caching = new CacheRules(schema, errors);
        errors.ThrowIfAny();
        return new ExecutableSchema(schema, resolvers, costs, caching);
    }

    internal ObjectBinding<Root>? RootBinding(ObjectType type) =>
        type == Schema.QueryType ? Resolvers.QueryFields : type == Schema.MutationType ? Resolvers.MutationFields : null;
}
