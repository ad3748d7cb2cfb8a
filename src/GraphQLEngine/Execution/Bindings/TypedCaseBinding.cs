using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal sealed class CaseBinding<T, TConcrete>(string typeName, TryConvert<T, TConcrete> convert) : CaseBinding<T>(typeName)
{
    public override string? Check(ObjectType type, BindingRegistry registry) =>
        registry.FindObject<TConcrete>(type.Name) is not null
            ? null
            : $"gives {typeof(TConcrete).Name}; \"{type.Name}\" is registered for {registry.Registered(type.Name)}.";

    public override CasePlan<T> Plan(ObjectType type, FieldInfo field, Planner planner) =>
        new TypedCasePlan<T, TConcrete>(
            convert, planner.Object(type, planner.Registry.FindObject<TConcrete>(type.Name)!, field.Nodes));
}
