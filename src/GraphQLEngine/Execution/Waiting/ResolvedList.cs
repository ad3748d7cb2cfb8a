namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.4.3, Value Completion of lists, and §6.4.4, Handling Execution Errors.</remarks>
internal sealed class ResolvedList(FieldInfo field, Resolved?[] items, bool isItemNonNull, Exception? brokenBy) : Resolved
{
    public override WriteResult Write(ExecutionState state)
    {
        state.Writer.Byte((byte)'[');
        var depth = state.EnterList();
        for (var i = 0; i < items.Length; i++)
        {
            var mark = state.StartItem(i);
            WriteResult result;
            try
            {
                result = items[i]?.Write(state) ?? WriteResult.Null;
            }
            catch (Exception e) when (state.IsFieldError(e))
            {
                // What an item throws while it is written is that item's error.
                state.RestoreDepth(depth + 1);
                state.AddError(e, field);
                result = WriteResult.Failed;
            }

            if (result != WriteResult.Written && !state.Complete(result, field, isItemNonNull, mark))
            {
                state.RestoreDepth(depth);
                return WriteResult.Failed;
            }
        }

        state.RestoreDepth(depth);
        if (brokenBy is not null)
        {
            state.AddError(brokenBy, field);
            return WriteResult.Failed;
        }

        state.Writer.Byte((byte)']');
        return WriteResult.Written;
    }
}
