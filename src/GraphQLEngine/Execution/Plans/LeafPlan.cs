namespace GraphQLEngine.Execution;

// A leaf inside a list, or the value of an asynchronous field.
internal sealed class LeafPlan<T>(FieldInfo field, LeafWrite<T> write) : ValuePlan<T>
{
    public override bool IsUnchanging => true;

    public override WriteResult Write(in T value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        try
        {
            write(state.Writer, value);
            return WriteResult.Written;
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            state.AddError(e, field);
            return WriteResult.Failed;
        }
    }
}
