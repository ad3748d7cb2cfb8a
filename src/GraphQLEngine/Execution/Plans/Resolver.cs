namespace GraphQLEngine.Execution;

// A resolver in one of its two forms.
internal readonly struct Resolver<TSource, TValue>
{
    private readonly Func<TSource, TValue>? _plain;
    private readonly Func<TSource, ResolverContext, TValue>? _withContext;

    public Resolver(Func<TSource, TValue> plain) => _plain = plain;

    public Resolver(Func<TSource, ResolverContext, TValue> withContext) => _withContext = withContext;

    public bool IsFromSourceAlone => _plain is not null;

    public TValue Invoke(in TSource source, ExecutionState state, FieldInfo field)
    {
        state.CheckArguments(field);
        return field.Repeat is null ? Call(in source, state, field) : CallOnce(in source, state, field, field.Repeat);
    }

    private TValue Call(in TSource source, ExecutionState state, FieldInfo field) =>
        _plain is not null ? _plain(source) : _withContext!(source, new ResolverContext(state, field));

    private TValue CallOnce(in TSource source, ExecutionState state, FieldInfo field, Repeat repeat)
    {
        state.Look();
        if (!repeat.Concerns<TSource>())
        {
            return Call(in source, state, field);
        }

        if (state.Repeats.TryFind<TSource, TValue>(repeat.Slot, source, out var known))
        {
            return known;
        }

        var value = Call(in source, state, field);
        state.Repeats.Keep(repeat.Slot, source, value);
        return value;
    }
}
