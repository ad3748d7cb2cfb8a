namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.4.3, Value Completion of lists, and §6.4.4, Handling Execution Errors.</remarks>
internal sealed class ListPlan<TList, TItem>(FieldInfo field, ValuePlan<TItem> item, bool isItemNonNull) : ValuePlan<TList>
    where TList : IReadOnlyList<TItem>
{
    public override bool IsAsync => item.IsAsync;

    public override bool IsUnchanging => item.IsUnchanging;

    public override WriteResult Write(in TList value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        var length = value.Count;
        if (Excess(length) is > 0 and var excess)
        {
            state.Spend(excess);
        }

        state.Writer.Byte((byte)'[');
        var depth = state.EnterList();
        if (value is TItem[] array)
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (!WriteItem(in array[i], i, depth, state))
                {
                    return Fail(depth, state);
                }
            }
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                if (!WriteItem(value[i], i, depth, state))
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
        if (Excess(items.Length) is > 0 and var excess)
        {
            level.Spend(excess);
        }

        for (var i = 0; i < items.Length; i++)
        {
            TItem current;
            try
            {
                current = value[i];
            }
            catch (Exception e) when (IsFieldError(e))
            {
                // The list breaks off: what came before is written, as far as it goes, then the list fails.
                return new ResolvedList(field, items[..i], isItemNonNull, e);
            }

            try
            {
                items[i] = item.Gather(in current, level);
            }
            catch (Exception e) when (IsFieldError(e))
            {
                items[i] = new ResolvedError(e, field);
            }
        }

        return new ResolvedList(field, items, isItemNonNull, null);
    }

    // What the cost did not foresee.
    private int Excess(int length) => length - field.AssumedSize;

    private static bool IsFieldError(Exception e) => e is not (ExecutionAbortedException or OperationCanceledException);

    private static WriteResult Fail(int depth, ExecutionState state)
    {
        state.RestoreDepth(depth);
        return WriteResult.Failed;
    }

    // What an item throws while it is written, such as a list that breaks off, is that item's error.
    private bool WriteItem(in TItem value, int index, int depth, ExecutionState state)
    {
        var mark = state.StartItem(index);
        WriteResult result;
        try
        {
            result = item.Write(in value, state);
        }
        catch (Exception e) when (state.IsFieldError(e))
        {
            result = FailItem(e, depth, state);
        }

        return result == WriteResult.Written || state.Complete(result, field, isItemNonNull, mark);
    }

    private WriteResult FailItem(Exception e, int depth, ExecutionState state)
    {
        state.RestoreDepth(depth + 1);
        state.AddError(e, field);
        return WriteResult.Failed;
    }
}
