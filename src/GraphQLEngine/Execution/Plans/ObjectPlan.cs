namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.3, Executing Selection Sets.</remarks>
internal sealed class ObjectPlan<T> : ValuePlan<T>
{
    private readonly FieldPlan<T>[] _fields;
    private readonly bool _isSerial;
    private readonly bool _isAsync;

    public ObjectPlan(FieldPlan<T>[] fields, bool isSerial)
    {
        _fields = fields;
        _isSerial = isSerial;
        _isAsync = Array.Exists(fields, f => f.IsAsync);
    }

    public override bool IsAsync => _isAsync;

    public override WriteResult Write(in T value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        state.Tick();
        var writer = state.Writer;
        foreach (var field in _fields)
        {
            writer.WriteRaw(field.Field.Prefix);
            if (!field.Write(in value, state))
            {
                return WriteResult.Failed;
            }
        }

        Close(writer);
        return WriteResult.Written;
    }

    public override async ValueTask<WriteResult> WriteAsync(T value, ExecutionState state)
    {
        if (!_isAsync || value is null)
        {
            return Write(in value, state);
        }

        state.Tick();
        var started = _isSerial ? null : Start(value, state);
        var writer = state.Writer;
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            writer.WriteRaw(field.Field.Prefix);
            var isWritten = field.IsAsync
                ? await field.WriteAsync(value, started?[i], state).ConfigureAwait(false)
                : field.Write(in value, state);
            if (!isWritten)
            {
                return WriteResult.Failed;
            }
        }

        Close(writer);
        return WriteResult.Written;
    }

    /// <remarks>Spec (September 2025) §6.3.4, Parallel and Serial Execution.</remarks>
    private Task?[] Start(T value, ExecutionState state)
    {
        var started = new Task?[_fields.Length];
        for (var i = 0; i < started.Length; i++)
        {
            started[i] = _fields[i].Start(value, state);
        }

        return started;
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
