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
        return _plain is not null ? _plain(source) : _withContext!(source, new ResolverContext(state, field));
    }
}
