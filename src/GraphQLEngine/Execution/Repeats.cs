using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GraphQLEngine.Execution;

/// <summary>
/// What fields that have a weight gave in one request, by field with its arguments and by source: asked again, they are not
/// resolved again. It holds so many values; further ones are resolved each time, and were paid for each time.
/// </summary>
internal sealed class Repeats(int slots)
{
    private const int MaxKept = 256;

    private readonly object?[] _bySlot = slots == 0 ? [] : new object?[slots];
    private int _kept;

    // Structs are compared by value, which only those that say how do well; everything else is known by its identity.
    public static bool CanTellApart<TSource>() =>
        !typeof(TSource).IsValueType || typeof(IEquatable<TSource>).IsAssignableFrom(typeof(TSource));

    public bool TryFind<TSource, TValue>(int slot, TSource source, [MaybeNullWhen(false)] out TValue value)
    {
        // fields that wait for something run side by side
        lock (_bySlot)
        {
            if (_bySlot[slot] is Dictionary<Key<TSource>, TValue> known)
            {
                return known.TryGetValue(new Key<TSource>(source), out value);
            }
        }

        value = default;
        return false;
    }

    public void Keep<TSource, TValue>(int slot, TSource source, TValue value)
    {
        lock (_bySlot)
        {
            if (_kept == MaxKept)
            {
                return;
            }

            var known = (Dictionary<Key<TSource>, TValue>)(_bySlot[slot] ??= new Dictionary<Key<TSource>, TValue>());
            _kept += known.TryAdd(new Key<TSource>(source), value) ? 1 : 0;
        }
    }

    private readonly struct Key<TSource>(TSource source) : IEquatable<Key<TSource>>
    {
        private readonly TSource _source = source;

        public bool Equals(Key<TSource> other) => typeof(TSource).IsValueType
            ? EqualityComparer<TSource>.Default.Equals(_source, other._source)
            : ReferenceEquals(_source, other._source);

        public override bool Equals(object? obj) => obj is Key<TSource> other && Equals(other);

        public override int GetHashCode() => typeof(TSource).IsValueType ? _source!.GetHashCode() : RuntimeHelpers.GetHashCode(_source);
    }
}
