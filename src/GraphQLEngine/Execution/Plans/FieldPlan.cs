namespace GraphQLEngine.Execution;

// Writes one field of a source. False: a non-null value is missing, and the object must become null.
internal abstract class FieldPlan<TSource>(FieldInfo field)
{
    public FieldInfo Field { get; } = field;

    // true when something must be waited for before writing: then ResolveAsync and WriteResolved replace Write
    public virtual bool IsAsync => false;

    // true when what is below it follows from its value alone
    public virtual bool HasUnchangingValue => false;

    public abstract bool Write(in TSource source, ExecutionState state);

    // Fills the slot of this field in all the objects of a level. It may run beside other fields: it writes nothing.
    public virtual Task ResolveAsync(List<ResolvedObject<TSource>> objects, int slot, ExecutionState state) => Task.CompletedTask;

    public bool WriteResolved(Resolved? value, ExecutionState state)
    {
        var mark = state.Writer.Position;
        var depth = state.Enter(Field);
        WriteResult result;
        try
        {
            result = value?.Write(state) ?? WriteResult.Null;
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            state.RestoreDepth(depth + 1);
            state.AddError(e, Field);
            result = WriteResult.Failed;
        }

        var isWritten = state.Complete(result, Field, mark);
        state.RestoreDepth(depth);
        return isWritten;
    }
}
