namespace GraphQLEngine.Execution;

// A field whose value is an object, an abstract type or a list.
internal sealed class ValueFieldPlan<TSource, TValue>(
    FieldInfo field, Resolver<TSource, TValue> resolver, ValuePlan<TValue> value) : FieldPlan<TSource>(field)
{
    public override bool IsAsync => value.IsAsync;

    public override bool HasUnchangingValue => value.IsUnchanging;

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

    public override async Task ResolveAsync(List<ResolvedObject<TSource>> objects, int slot, ExecutionState state)
    {
        var level = new Level(state);
        foreach (var o in objects)
        {
            o.Slots[slot] = Resolve(o, level, state);
        }

        await level.ResolveAsync().ConfigureAwait(false);
    }

    private Resolved? Resolve(ResolvedObject<TSource> o, Level level, ExecutionState state)
    {
        try
        {
            return value.Gather(resolver.Invoke(in o.Source, state, Field), level);
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            return new ResolvedError(e, Field);
        }
    }
}
