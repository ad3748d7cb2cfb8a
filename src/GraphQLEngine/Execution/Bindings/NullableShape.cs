using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// A struct that may be missing.
internal sealed class NullableShape<T> : ValueShape<T?>
    where T : struct
{
    private readonly PlainShape<T> _inner = new();

    public override string? Check(GraphQLType type, BindingRegistry registry) => _inner.Check(type, registry);

    public override LeafWrite<T?>? Leaf(GraphQLType type, BindingRegistry registry)
    {
        var write = _inner.Leaf(type, registry);
        return write is null ? null : (writer, value) => write(writer, value.GetValueOrDefault());
    }

    public override ValuePlan<T?> Plan(GraphQLType type, FieldInfo field, Planner planner) =>
        new NullablePlan<T>(_inner.Plan(type, field, planner));
}
