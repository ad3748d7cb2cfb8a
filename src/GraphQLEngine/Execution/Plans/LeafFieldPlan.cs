namespace GraphQLEngine.Execution;

// The common case, kept short: no path to keep, nothing below.
internal sealed class LeafFieldPlan<TSource, TValue>(
    FieldInfo field, Resolver<TSource, TValue> resolver, LeafWrite<TValue> write) : FieldPlan<TSource>(field)
{
    public override bool HasUnchangingValue => true;

    public override bool Write(in TSource source, ExecutionState state)
    {
        var mark = state.Writer.Position;
        WriteResult result;
        try
        {
            var value = resolver.Invoke(in source, state, Field);
            if (value is not null)
            {
                write(state.Writer, value);
                return true;
            }

            result = WriteResult.Null;
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            state.Enter(Field);
            state.AddError(e, Field);
            state.Leave();
            result = WriteResult.Failed;
        }

        state.Enter(Field);
        var isWritten = state.Complete(result, Field, mark);
        state.Leave();
        return isWritten;
    }
}
