namespace GraphQLEngine.Execution;

// A field whose resolver is asynchronous. Its siblings may start before it is awaited; writing keeps the order.
internal sealed class AsyncFieldPlan<TSource, TValue>(
    FieldInfo field, Func<TSource, ResolverContext, ValueTask<TValue>> resolve, ValuePlan<TValue> value)
    : FieldPlan<TSource>(field)
{
    public override bool IsAsync => true;

    public override bool Write(in TSource source, ExecutionState state) =>
        throw new InvalidOperationException("An asynchronous field is written by WriteAsync.");

    public override Task? Start(TSource source, ExecutionState state)
    {
        Task<TValue> task;
        try
        {
            state.CheckArguments(Field);
            task = resolve(source, new ResolverContext(state, Field)).AsTask();
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            task = Task.FromException<TValue>(e);
        }

        state.Track(task);
        return task;
    }

    public override async ValueTask<bool> WriteAsync(TSource source, Task? started, ExecutionState state)
    {
        var mark = state.Writer.Position;
        var depth = state.Enter(Field);
        WriteResult result;
        try
        {
            var task = (Task<TValue>)(started ?? Start(source, state))!;
            var resolved = await task.WaitAsync(state.CancellationToken).ConfigureAwait(false);
            result = await value.WriteAsync(resolved, state).ConfigureAwait(false);
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
