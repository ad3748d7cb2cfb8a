using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// The coerced variables of one request; Absent where neither given nor defaulted.
internal sealed class VariableValues(string[] names, object?[] values) : IVariableValues
{
    public static readonly VariableValues None = new([], []);

    public object? Find(string name)
    {
        var index = Array.IndexOf(names, name);
        return index < 0 ? Absent.Value : values[index];
    }
}
