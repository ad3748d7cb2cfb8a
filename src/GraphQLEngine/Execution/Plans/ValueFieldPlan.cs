namespace GraphQLEngine.Execution;

// A field whose value is an object, an abstract type or a list.
internal sealed class ValueFieldPlan<TSource, TValue>(
    FieldInfo field, Resolver<TSource, TValue> resolver, ValuePlan<TValue> value) : FieldPlan<TSource>(field)
{
    public override bool IsAsync => value.IsAsync;

    public override bool Write(in TSource source, ExecutionState state)
    {
        var mark = state.Writer.Position;
        var depth = state.Enter(Field);
        WriteResult result;
        try
        {
            result = value.Write(resolver.Invoke(in source, state, Field), state);
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

    public override async ValueTask<bool> WriteAsync(TSource source, Task? started, ExecutionState state)
    {
        var mark = state.Writer.Position;
        var depth = state.Enter(Field);
        WriteResult result;
        try
        {
            result = await value.WriteAsync(resolver.Invoke(in source, state, Field), state).ConfigureAwait(false);
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
