using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// How a .NET type stands for a schema type, decided when a resolver is registered. Types come without their non-null wrapper.
internal abstract class ValueShape<T>
{
    public abstract string? Check(GraphQLType type, BindingRegistry registry);

    public abstract ValuePlan<T> Plan(GraphQLType type, FieldInfo field, Planner planner);

    // null when the value is no leaf
    public virtual LeafWrite<T>? Leaf(GraphQLType type, BindingRegistry registry) => null;
}
