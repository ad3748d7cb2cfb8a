using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal abstract class CaseBinding<T>(string typeName)
{
    public string TypeName { get; } = typeName;

    public abstract string? Check(ObjectType type, BindingRegistry registry);

    public abstract CasePlan<T> Plan(ObjectType type, FieldInfo field, Planner planner);
}
