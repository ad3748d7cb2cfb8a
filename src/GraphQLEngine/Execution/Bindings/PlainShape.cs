using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// A leaf or an object; a class is missing when it is null.
internal sealed class PlainShape<T> : ValueShape<T>
{
    public override string? Check(GraphQLType type, BindingRegistry registry) => type switch
    {
        ListType => $"gives one {typeof(T).Name}; the schema has the list \"{type}\": register it with List.",
        NamedType { IsLeaf: true } leaf => registry.Leaves.Find<T>(leaf.Name) is not null
            ? null
            : $"gives {typeof(T).Name}; \"{leaf.Name}\" is written from {registry.Leaves.Accepted(leaf.Name)}.",
        ObjectType composite => registry.FindObject<T>(composite.Name) is not null
            ? null
            : $"gives {typeof(T).Name}; \"{composite.Name}\" is registered for {registry.Registered(composite.Name)}.",
        CompositeType composite => registry.FindAbstract<T>(composite.Name) is not null || Concrete(composite, registry) is not null
            ? null
            : $"gives {typeof(T).Name}; \"{composite.Name}\" is registered for {registry.Registered(composite.Name)}.",
        _ => $"cannot give the input type \"{type}\".",
    };

    public override LeafWrite<T>? Leaf(GraphQLType type, BindingRegistry registry) =>
        type is NamedType { IsLeaf: true } leaf ? registry.Leaves.Find<T>(leaf.Name) : null;

    public override ValuePlan<T> Plan(GraphQLType type, FieldInfo field, Planner planner)
    {
        if (Leaf(type, planner.Registry) is { } write)
        {
            return new LeafPlan<T>(field, write);
        }

        if (planner.Registry.FindAbstract<T>(type.Named.Name) is { } binding)
        {
            return binding.Plan((CompositeType)type, field, planner);
        }

        var concrete = type as ObjectType ?? Concrete((CompositeType)type, planner.Registry)!;
        return planner.Object(concrete, planner.Registry.FindObject<T>(concrete.Name)!, field.Nodes);
    }

    // A resolver of an interface or union may give one of its object types directly.
    private static ObjectType? Concrete(CompositeType type, BindingRegistry registry) =>
        type.PossibleTypes.FirstOrDefault(p => registry.FindObject<T>(p.Name) is not null);
}
