using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

internal abstract class AbstractBinding(string typeName)
{
    public string TypeName { get; } = typeName;

    public abstract IEnumerable<string> CaseNames { get; }

    public abstract void Check(CompositeType type, BindingRegistry registry, BindingErrors errors);
}
