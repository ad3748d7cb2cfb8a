using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal sealed class ListShape<TList, TItem>(ValueShape<TItem> item) : ValueShape<TList>
    where TList : IReadOnlyList<TItem>
{
    public override string? Check(GraphQLType type, BindingRegistry registry) =>
        type is ListType list
            ? item.Check(list.OfType.Nullable, registry)
            : $"gives a list; the schema has \"{type}\": register it with Field.";

    public override ValuePlan<TList> Plan(GraphQLType type, FieldInfo field, Planner planner)
    {
        var list = (ListType)type;
        return new ListPlan<TList, TItem>(field, item.Plan(list.OfType.Nullable, field, planner), list.OfType.IsNonNull);
    }
}
