namespace GraphQLEngine.Execution;

// A field whose resolver is asynchronous. Those of all the objects of a level start together.
internal sealed class AsyncFieldPlan<TSource, TValue>(
    FieldInfo field, Func<TSource, ResolverContext, ValueTask<TValue>> resolve, ValuePlan<TValue> value)
    : FieldPlan<TSource>(field)
{
    public override bool IsAsync => true;

    public override bool Write(in TSource source, ExecutionState state) =>
        throw new InvalidOperationException("An asynchronous field is resolved before it is written.");

    public override async Task ResolveAsync(List<ResolvedObject<TSource>> objects, int slot, ExecutionState state)
    {
        var started = new Task<TValue>[objects.Count];
        for (var i = 0; i < started.Length; i++)
        {
            started[i] = Start(objects[i].Source, state);
        }

        var level = new Level(state);
        for (var i = 0; i < started.Length; i++)
        {
            objects[i].Slots[slot] = await EndAsync(started[i], level, state).ConfigureAwait(false);
        }

        await level.ResolveAsync().ConfigureAwait(false);
    }

    private Task<TValue> Start(TSource source, ExecutionState state)
    {
        try
        {
            state.CheckArguments(Field);
            return Field.Repeat is null ? Call(source, state) : CallOnce(source, state, Field.Repeat);
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            return Task.FromException<TValue>(e);
        }
    }

    private Task<TValue> Call(TSource source, ExecutionState state)
    {
        var task = resolve(source, new ResolverContext(state, Field)).AsTask();
        state.Track(task);
        return task.WaitAsync(state.CancellationToken);
    }

    private Task<TValue> CallOnce(TSource source, ExecutionState state, Repeat repeat)
    {
        state.Look();
        if (!repeat.Concerns<TSource>())
        {
            return Call(source, state);
        }

        if (state.Repeats.TryFind<TSource, Task<TValue>>(repeat.Slot, source, out var known))
        {
            return known;
        }

        var task = Call(source, state);
        state.Repeats.Keep(repeat.Slot, source, task);
        return task;
    }

    private async ValueTask<Resolved?> EndAsync(Task<TValue> started, Level level, ExecutionState state)
    {
        try
        {
            return value.Gather(await started.ConfigureAwait(false), level);
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            return new ResolvedError(e, Field);
        }
    }
}
