using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal sealed class AsyncFieldBinding<TSource, TValue>(
    string name, Func<TSource, ResolverContext, ValueTask<TValue>> resolve, ValueShape<TValue> shape)
    : FieldBinding<TSource>(name)
{
    public override string? Check(FieldDefinition field, BindingRegistry registry) =>
        shape.Check(field.Type.Nullable, registry);

    public override FieldPlan<TSource> Plan(FieldInfo field, Planner planner) =>
        new AsyncFieldPlan<TSource, TValue>(field, resolve, shape.Plan(field.Definition.Type.Nullable, field, planner));
}
