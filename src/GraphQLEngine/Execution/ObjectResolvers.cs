using System.Diagnostics.CodeAnalysis;

namespace GraphQLEngine.Execution;

/// <summary>
/// Registers the resolvers of one object type, each by the name of its field. What a resolver gives is known to the
/// compiler: leaves are written without boxing, objects by the resolvers registered for their type.
/// </summary>
public sealed class ObjectResolvers<TSource>
{
    private readonly ObjectBinding<TSource> _binding;

    internal ObjectResolvers(ObjectBinding<TSource> binding) => _binding = binding;

    /// <summary>A leaf or an object, from the source alone. Null is the response's null.</summary>
    public ObjectResolvers<TSource> Field<TValue>(string name, Func<TSource, TValue> resolve) =>
        Add(new SyncFieldBinding<TSource, TValue>(name, new(resolve), new PlainShape<TValue>()));

    /// <summary>A struct that may be missing, from the source alone.</summary>
    public ObjectResolvers<TSource> Field<TValue>(string name, Func<TSource, TValue?> resolve)
        where TValue : struct =>
        Add(new SyncFieldBinding<TSource, TValue?>(name, new(resolve), new NullableShape<TValue>()));

    /// <summary>A leaf or an object, with arguments or the request's context.</summary>
    public ObjectResolvers<TSource> Field<TValue>(string name, Func<TSource, ResolverContext, TValue> resolve) =>
        Add(new SyncFieldBinding<TSource, TValue>(name, new(resolve), new PlainShape<TValue>()));

    /// <summary>A struct that may be missing, with arguments or the request's context.</summary>
    public ObjectResolvers<TSource> Field<TValue>(string name, Func<TSource, ResolverContext, TValue?> resolve)
        where TValue : struct =>
        Add(new SyncFieldBinding<TSource, TValue?>(name, new(resolve), new NullableShape<TValue>()));

    /// <summary>A list, from the source alone. Arrays are written the fastest.</summary>
    public ObjectResolvers<TSource> List<TItem>(string name, Func<TSource, IReadOnlyList<TItem>?> resolve) =>
        Add(new SyncFieldBinding<TSource, IReadOnlyList<TItem>?>(name, new(resolve), Lists.Of<TItem>()!));

    /// <summary>A list of structs that may be missing, from the source alone.</summary>
    public ObjectResolvers<TSource> List<TItem>(string name, Func<TSource, IReadOnlyList<TItem?>?> resolve)
        where TItem : struct =>
        Add(new SyncFieldBinding<TSource, IReadOnlyList<TItem?>?>(name, new(resolve), Lists.OfNullable<TItem>()!));

    /// <summary>A list, with arguments or the request's context.</summary>
    public ObjectResolvers<TSource> List<TItem>(string name, Func<TSource, ResolverContext, IReadOnlyList<TItem>?> resolve) =>
        Add(new SyncFieldBinding<TSource, IReadOnlyList<TItem>?>(name, new(resolve), Lists.Of<TItem>()!));

    /// <summary>A list that is itself a struct, so that it costs no allocation.</summary>
    public ObjectResolvers<TSource> List<TList, TItem>(string name, Func<TSource, TList> resolve)
        where TList : struct, IReadOnlyList<TItem> =>
        Add(new SyncFieldBinding<TSource, TList>(name, new(resolve), new ListShape<TList, TItem>(new PlainShape<TItem>())));

    /// <summary>A list that is itself a struct, with arguments or the request's context.</summary>
    public ObjectResolvers<TSource> List<TList, TItem>(string name, Func<TSource, ResolverContext, TList> resolve)
        where TList : struct, IReadOnlyList<TItem> =>
        Add(new SyncFieldBinding<TSource, TList>(name, new(resolve), new ListShape<TList, TItem>(new PlainShape<TItem>())));

    /// <summary>A list of lists, with arguments or the request's context.</summary>
    public ObjectResolvers<TSource> NestedList<TItem>(
        string name, Func<TSource, ResolverContext, IReadOnlyList<IReadOnlyList<TItem>?>?> resolve) =>
        Add(new SyncFieldBinding<TSource, IReadOnlyList<IReadOnlyList<TItem>?>?>(
            name, new(resolve), new ListShape<IReadOnlyList<IReadOnlyList<TItem>?>, IReadOnlyList<TItem>?>(Lists.Of<TItem>()!)!));

    /// <summary>
    /// A leaf or an object that may have to be waited for. The asynchronous fields of a level start together, in all the
    /// items of its lists; only the fields of a mutation wait for each other.
    /// </summary>
    public ObjectResolvers<TSource> FieldAsync<TValue>(string name, Func<TSource, ResolverContext, ValueTask<TValue>> resolve) =>
        Add(new AsyncFieldBinding<TSource, TValue>(name, resolve, new PlainShape<TValue>()));

    /// <summary>A struct that may be missing and may have to be waited for.</summary>
    public ObjectResolvers<TSource> FieldAsync<TValue>(string name, Func<TSource, ResolverContext, ValueTask<TValue?>> resolve)
        where TValue : struct =>
        Add(new AsyncFieldBinding<TSource, TValue?>(name, resolve, new NullableShape<TValue>()));

    /// <summary>A list that may have to be waited for.</summary>
    public ObjectResolvers<TSource> ListAsync<TItem>(
        string name, Func<TSource, ResolverContext, ValueTask<IReadOnlyList<TItem>?>> resolve) =>
        Add(new AsyncFieldBinding<TSource, IReadOnlyList<TItem>?>(name, resolve, Lists.Of<TItem>()!));

    /// <summary>
    /// A leaf or an object for many sources at once: one call per selected field and level, with the sources of all the
    /// lists of that level. It gives one value per source, in their order.
    /// </summary>
    public ObjectResolvers<TSource> BatchAsync<TValue>(
        string name, Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<TValue>>> resolve) =>
        Add(new BatchFieldBinding<TSource, TValue>(name, new ValueBatch<TSource, TValue>(resolve), new PlainShape<TValue>()));

    /// <summary>A struct that may be missing, for many sources at once.</summary>
    public ObjectResolvers<TSource> BatchAsync<TValue>(
        string name, Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<TValue?>>> resolve)
        where TValue : struct =>
        Add(new BatchFieldBinding<TSource, TValue?>(name, new ValueBatch<TSource, TValue?>(resolve), new NullableShape<TValue>()));

    /// <summary>A leaf or an object for many sources at once, with an error of its own for each source that has none.</summary>
    public ObjectResolvers<TSource> BatchAsync<TValue>(
        string name, Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<BatchResult<TValue>>>> resolve) =>
        Add(new BatchFieldBinding<TSource, TValue>(name, new ResultBatch<TSource, TValue>(resolve), new PlainShape<TValue>()));

    /// <summary>
    /// A leaf or an object by a key of each source: every key is asked for once. A source without key, or whose key is not
    /// in the answer, has null.
    /// </summary>
    public ObjectResolvers<TSource> BatchAsync<TKey, TValue>(
        string name,
        Func<TSource, TKey?> key,
        Func<IReadOnlyList<TKey>, ResolverContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> resolve)
        where TKey : notnull
        where TValue : class =>
        Batch(name, (TSource source, [MaybeNullWhen(false)] out TKey found) => (found = key(source)) is not null, resolve);

    /// <summary>A leaf or an object by a key of each source, where the key is a struct that may be missing.</summary>
    public ObjectResolvers<TSource> BatchAsync<TKey, TValue>(
        string name,
        Func<TSource, TKey?> key,
        Func<IReadOnlyList<TKey>, ResolverContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> resolve)
        where TKey : struct
        where TValue : class =>
        Batch(
            name,
            (TSource source, out TKey found) =>
            {
                var given = key(source);
                found = given.GetValueOrDefault();
                return given.HasValue;
            },
            resolve);

    /// <summary>A list for each of many sources at once.</summary>
    public ObjectResolvers<TSource> BatchListAsync<TItem>(
        string name, Func<IReadOnlyList<TSource>, ResolverContext, ValueTask<IReadOnlyList<IReadOnlyList<TItem>?>>> resolve) =>
        Add(new BatchFieldBinding<TSource, IReadOnlyList<TItem>?>(
            name, new ValueBatch<TSource, IReadOnlyList<TItem>?>(resolve), Lists.Of<TItem>()!));

    /// <summary>
    /// Says that a source never changes: the fields whose resolver sees the source alone give the same value each time.
    /// What was written for a source is then kept, within <see cref="ExecutorOptions.KeptBytes"/>, and copied when the
    /// same operation meets the same object again. It holds for a field with fields below it where they are unchanging too.
    /// </summary>
    /// <param name="fieldsWithArguments">Further fields, whose resolvers look at nothing but the source and the arguments.</param>
    public ObjectResolvers<TSource> Unchanging(params string[] fieldsWithArguments)
    {
        _binding.SetUnchanging(fieldsWithArguments);
        return this;
    }

    private ObjectResolvers<TSource> Batch<TKey, TValue>(
        string name,
        TryConvert<TSource, TKey> keyOf,
        Func<IReadOnlyList<TKey>, ResolverContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> resolve)
        where TKey : notnull
        where TValue : class =>
        Add(new BatchFieldBinding<TSource, TValue?>(
            name, new KeyBatch<TSource, TKey, TValue>(keyOf, resolve), new PlainShape<TValue?>()));

    private ObjectResolvers<TSource> Add(FieldBinding<TSource> field)
    {
        _binding.Add(field);
        return this;
    }
}
