using System.Collections;

namespace GraphQLEngine.Conformance;

/// <summary>A list that gives its items and then fails.</summary>
internal sealed class BrokenList<T>(T[] items) : IReadOnlyList<T>
{
    public int Count => items.Length + 1;

    public T this[int index] => index < items.Length ? items[index] : throw new InvalidOperationException("The list breaks off.");

    public IEnumerator<T> GetEnumerator() => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
