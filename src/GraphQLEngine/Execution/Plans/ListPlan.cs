namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.4.3, Value Completion of lists, and §6.4.4, Handling Execution Errors.</remarks>
internal sealed class ListPlan<TList, TItem>(FieldInfo field, ValuePlan<TItem> item, bool isItemNonNull) : ValuePlan<TList>
    where TList : IReadOnlyList<TItem>
{
    public override bool IsAsync => item.IsAsync;

    public override WriteResult Write(in TList value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        state.Writer.Byte((byte)'[');
        var depth = state.EnterList();
        if (value is TItem[] array)
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (!WriteItem(in array[i], i, state))
                {
                    return Fail(depth, state);
                }
            }
        }
        else
        {
            var count = value.Count;
            for (var i = 0; i < count; i++)
            {
                if (!WriteItem(value[i], i, state))
                {
                    return Fail(depth, state);
                }
            }
        }

        state.RestoreDepth(depth);
        state.Writer.Byte((byte)']');
        return WriteResult.Written;
    }

    public override Resolved? Gather(in TList value, Level level)
    {
        if (value is null)
        {
            return null;
        }

        if (!item.IsAsync)
        {
            return new ResolvedValue<TList>(this, value);
        }

        var items = new Resolved?[value.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = item.Gather(value[i], level);
        }

        return new ResolvedList(field, items, isItemNonNull);
    }

    private static WriteResult Fail(int depth, ExecutionState state)
    {
        state.RestoreDepth(depth);
        return WriteResult.Failed;
    }

    private bool WriteItem(in TItem value, int index, ExecutionState state)
    {
        var mark = state.StartItem(index);
        var result = item.Write(in value, state);
        return result == WriteResult.Written || state.Complete(result, field, isItemNonNull, mark);
    }
}
