using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal sealed class BatchFieldBinding<TSource, TValue>(
    string name, IBatchResolver<TSource, TValue> resolver, ValueShape<TValue> shape) : FieldBinding<TSource>(name)
{
    public override string? Check(FieldDefinition field, BindingRegistry registry) =>
        shape.Check(field.Type.Nullable, registry);

    public override FieldPlan<TSource> Plan(FieldInfo field, Planner planner) =>
        new BatchFieldPlan<TSource, TValue>(field, resolver, shape.Plan(field.Definition.Type.Nullable, field, planner));
}
