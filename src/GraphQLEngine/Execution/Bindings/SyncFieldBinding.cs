using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal sealed class SyncFieldBinding<TSource, TValue>(
    string name, Resolver<TSource, TValue> resolver, ValueShape<TValue> shape) : FieldBinding<TSource>(name)
{
    public override bool IsFromSourceAlone => resolver.IsFromSourceAlone;

    public override string? Check(FieldDefinition field, BindingRegistry registry) =>
        shape.Check(field.Type.Nullable, registry);

    public override FieldPlan<TSource> Plan(FieldInfo field, Planner planner) =>
        shape.Leaf(field.Definition.Type.Nullable, planner.Registry) is { } write
            ? new LeafFieldPlan<TSource, TValue>(field, resolver, write)
            : new ValueFieldPlan<TSource, TValue>(field, resolver, shape.Plan(field.Definition.Type.Nullable, field, planner));
}
