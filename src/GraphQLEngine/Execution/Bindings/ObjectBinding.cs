using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal abstract class ObjectBinding(string typeName)
{
    public string TypeName { get; } = typeName;

    public abstract void Check(ObjectType type, BindingRegistry registry, BindingErrors errors);
}
