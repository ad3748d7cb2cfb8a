using System.Collections;

namespace PublicDirectory.Core.Territories;

/// <summary>Communes of one index, by ordinal: a view that allocates nothing.</summary>
public readonly struct CommuneList : IReadOnlyList<Commune>, IEquatable<CommuneList>
{
    private readonly Commune[]? _all;
    private readonly ReadOnlyMemory<int> _ordinals;

    internal CommuneList(Commune[] all, ReadOnlyMemory<int> ordinals) => (_all, _ordinals) = (all, ordinals);

    /// <summary>The communes' ordinals, ascending unless the list says otherwise.</summary>
    public ReadOnlySpan<int> Ordinals => _ordinals.Span;

    /// <inheritdoc/>
    public int Count => _ordinals.Length;

    /// <inheritdoc/>
    public Commune this[int index] => _all![_ordinals.Span[index]];

    /// <summary>Goes through the communes in their order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    IEnumerator<Commune> IEnumerable<Commune>.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(CommuneList other) => _all == other._all && Ordinals.SequenceEqual(other.Ordinals);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CommuneList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Count > 0 ? Ordinals[0] : -1);

    /// <summary>Whether both list the same communes of the same index.</summary>
    public static bool operator ==(CommuneList left, CommuneList right) => left.Equals(right);

    /// <summary>Whether the lists differ.</summary>
    public static bool operator !=(CommuneList left, CommuneList right) => !left.Equals(right);

    /// <summary>A position in the list.</summary>
    public struct Enumerator : IEnumerator<Commune>
    {
        private readonly CommuneList _list;
        private int _index;

        internal Enumerator(CommuneList list) => (_list, _index) = (list, -1);

        /// <inheritdoc/>
        public readonly Commune Current => _list[_index];

        /// <inheritdoc/>
        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _list.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
