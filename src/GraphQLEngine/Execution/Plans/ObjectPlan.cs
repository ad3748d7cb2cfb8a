namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.3, Executing Selection Sets.</remarks>
internal sealed class ObjectPlan<T> : ValuePlan<T>
{
    private readonly FieldPlan<T>[] _fields;
    private readonly bool _isSerial;
    private readonly bool _isAsync;
    private readonly FieldPlan<T>[] _asyncFields;

    // at the first field of every run of fields that is kept as it was written; null where no run starts
    private readonly KeptFields<T>?[] _kept;

    // isUnchanging: of each field, whether what it writes follows from the source, once and for all
    public ObjectPlan(FieldPlan<T>[] fields, bool isSerial, bool[] isUnchanging)
    {
        _fields = fields;
        _isSerial = isSerial;
        _asyncFields = Array.FindAll(fields, f => f.IsAsync);
        _isAsync = _asyncFields.Length > 0;
        IsUnchanging = Array.TrueForAll(isUnchanging, field => field);
        _kept = KeptFields<T>.Runs(fields, isUnchanging);
    }

    public override bool IsAsync => _isAsync;

    public override bool IsUnchanging { get; }

    public override WriteResult Write(in T value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        state.Tick();
        var writer = state.Writer;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_kept[i] is { } kept)
            {
                if (!kept.Write(in value, state))
                {
                    return WriteResult.Failed;
                }

                i += kept.Count - 1;
                continue;
            }

            var field = _fields[i];
            writer.WriteRaw(field.Field.Prefix);
            if (!field.Write(in value, state))
            {
                return WriteResult.Failed;
            }
        }

        Close(writer);
        return WriteResult.Written;
    }

    /// <summary>Resolves and writes the root of an operation.</summary>
    /// <remarks>Spec (September 2025) §6.3.4, Parallel and Serial Execution.</remarks>
    public async Task<WriteResult> WriteAsync(T value, ExecutionState state)
    {
        var root = new ResolvedObject<T>(this, value, _asyncFields.Length);
        if (!_isSerial)
        {
            await ResolveAsync([root], state).ConfigureAwait(false);
            return Write(root, state);
        }

        var slot = 0;
        foreach (var field in _fields)
        {
            state.Tick();
            state.Writer.WriteRaw(field.Field.Prefix);
            if (field.IsAsync)
            {
                await field.ResolveAsync([root], slot, state).ConfigureAwait(false);
            }

            if (!(field.IsAsync ? field.WriteResolved(root.Slots[slot++], state) : field.Write(in root.Source, state)))
            {
                return WriteResult.Failed;
            }
        }

        Close(state.Writer);
        return WriteResult.Written;
    }

    public override Resolved? Gather(in T value, Level level)
    {
        if (value is null)
        {
            return null;
        }

        var resolved = new ResolvedObject<T>(this, value, _asyncFields.Length);
        if (_isAsync)
        {
            level.Add(this, resolved);
        }

        return resolved;
    }

    // All asynchronous fields of all objects of a level, side by side.
    public Task ResolveAsync(List<ResolvedObject<T>> objects, ExecutionState state)
    {
        state.CancellationToken.ThrowIfCancellationRequested();
        if (_asyncFields.Length == 1)
        {
            return _asyncFields[0].ResolveAsync(objects, 0, state);
        }

        var fields = new Task[_asyncFields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = _asyncFields[i].ResolveAsync(objects, i, state);
        }

        return Task.WhenAll(fields);
    }

    public WriteResult Write(ResolvedObject<T> value, ExecutionState state)
    {
        if (!_isAsync)
        {
            return Write(in value.Source, state);
        }

        state.Tick();
        var slot = 0;
        foreach (var field in _fields)
        {
            state.Writer.WriteRaw(field.Field.Prefix);
            if (!(field.IsAsync ? field.WriteResolved(value.Slots[slot++], state) : field.Write(in value.Source, state)))
            {
                return WriteResult.Failed;
            }
        }

        Close(state.Writer);
        return WriteResult.Written;
    }

    private void Close(ResultWriter writer)
    {
        // @skip and @include may leave nothing
        if (_fields.Length == 0)
        {
            writer.Byte((byte)'{');
        }

        writer.Byte((byte)'}');
    }
}
