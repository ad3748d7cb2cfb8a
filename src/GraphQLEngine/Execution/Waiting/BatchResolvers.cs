namespace GraphQLEngine.Execution;

// A batch resolver in one of its forms. As many results as sources, in their order.
internal interface IBatchResolver<TSource, TValue>
{
    ValueTask<IReadOnlyList<BatchResult<TValue>>> ResolveAsync(IReadOnlyList<TSource> sources, ResolverContext context);
}

internal sealed class ResultBatch<TSource, TValue>(
    Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<BatchResult<TValue>>>> resolve)
    : IBatchResolver<TSource, TValue>
{
    public ValueTask<IReadOnlyList<BatchResult<TValue>>> ResolveAsync(
        IReadOnlyList<TSource> sources, ResolverContext context) => resolve(sources, context);
}

internal sealed class ValueBatch<TSource, TValue>(
    Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<TValue>>> resolve) : IBatchResolver<TSource, TValue>
{
    public async ValueTask<IReadOnlyList<BatchResult<TValue>>> ResolveAsync(
        IReadOnlyList<TSource> sources, ResolverContext context)
    {
        var values = await resolve(sources, context).ConfigureAwait(false);
        var results = new BatchResult<TValue>[values.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new(values[i]);
        }

        return results;
    }
}

// Each key is asked for once, however many sources share it.
internal sealed class KeyBatch<TSource, TKey, TValue>(
    TryConvert<TSource, TKey> keyOf,
    Func<IReadOnlyList<TKey>, ResolverContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> resolve)
    : IBatchResolver<TSource, TValue?>
    where TKey : notnull
    where TValue : class
{
    public async ValueTask<IReadOnlyList<BatchResult<TValue?>>> ResolveAsync(
        IReadOnlyList<TSource> sources, ResolverContext context)
    {
        var keys = new (bool IsGiven, TKey Key)[sources.Count];
        var distinct = new List<TKey>();
        var seen = new HashSet<TKey>();
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (keyOf(sources[i], out var key), key!);
            if (keys[i].IsGiven && seen.Add(key!))
            {
                distinct.Add(key!);
            }
        }

        var results = new BatchResult<TValue?>[keys.Length];
        if (distinct.Count > 0)
        {
            var values = await resolve(distinct, context).ConfigureAwait(false);
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = new(keys[i].IsGiven ? values.GetValueOrDefault(keys[i].Key) : null);
            }
        }

        return results;
    }
}
