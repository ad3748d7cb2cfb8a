using System.Text;

namespace GraphQLEngine.Execution;

// Spec (September 2025) §4.1, Type Name Introspection.
internal sealed class TypenamePlan<TSource>(FieldInfo field) : FieldPlan<TSource>(field)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(field.Parent.Name);

    public override bool HasUnchangingValue => true;

    public override bool Write(in TSource source, ExecutionState state)
    {
        state.Writer.WriteEscapedString(_name);
        return true;
    }
}
