using System.Globalization;

namespace GraphQLEngine.Execution;

// A field that is resolved by one call for all the objects of its level.
internal sealed class BatchFieldPlan<TSource, TValue>(
    FieldInfo field, IBatchResolver<TSource, TValue> resolver, ValuePlan<TValue> value)
    : FieldPlan<TSource>(field)
{
    public override bool IsAsync => true;

    public override bool Write(in TSource source, ExecutionState state) =>
        throw new InvalidOperationException("A batch field is resolved before it is written.");

    public override async Task ResolveAsync(List<ResolvedObject<TSource>> objects, int slot, ExecutionState state)
    {
        var level = new Level(state);
        try
        {
            var results = await CallAsync(objects, state).ConfigureAwait(false);
            for (var i = 0; i < objects.Count; i++)
            {
                objects[i].Slots[slot] = Resolve(results[i], level, state);
            }
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            // The call failed as a whole: each of its objects says so at its own place.
            foreach (var o in objects)
            {
                o.Slots[slot] = new ResolvedError(e, Field);
            }

            return;
        }

        await level.ResolveAsync().ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<BatchResult<TValue>>> CallAsync(
        List<ResolvedObject<TSource>> objects, ExecutionState state)
    {
        state.CheckArguments(Field);
        if (Field.Repeat is not null)
        {
            state.Look();
        }

        var sources = new TSource[objects.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = objects[i].Source;
        }

        var task = resolver.ResolveAsync(sources, new ResolverContext(state, Field)).AsTask();
        state.Track(task);
        var results = await task.WaitAsync(state.CancellationToken).ConfigureAwait(false);
        return results.Count == sources.Length
            ? results
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The batch resolver of \"{Field.Parent.Name}.{Field.Definition.Name}\" gave {results.Count} values for {sources.Length} sources."));
    }

    private Resolved? Resolve(BatchResult<TValue> result, Level level, ExecutionState state)
    {
        if (result.Error is { } error)
        {
            return new ResolvedError(error, Field);
        }

        try
        {
            return value.Gather(result.Value, level);
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            return new ResolvedError(e, Field);
        }
    }
}
