using System.Collections;

namespace PublicDirectory.Core.Published.Records;

/// <summary>A value read in place from a record's block; implemented by the views of this folder only.</summary>
/// <typeparam name="TSelf">The view itself.</typeparam>
public interface IRecordView<TSelf>
    where TSelf : struct
{
    /// <summary>The view of the item that starts at this byte.</summary>
    internal static abstract TSelf At(byte[] block, int start);
}

/// <summary>The items of one kind in a record, read in place: nothing is allocated.</summary>
/// <remarks>Walking is cheap; the indexer walks from the first item, which is right for the short lists of a record.</remarks>
/// <typeparam name="TView">What each item reads as.</typeparam>
public readonly struct RecordList<TView> : IReadOnlyList<TView>
    where TView : struct, IRecordView<TView>
{
    // In the block: a count, then for each item its length in bytes and its bytes. No block stands for no item.
    private readonly byte[]? _block;
    private readonly int _first;

    internal RecordList(byte[] block, int start)
    {
        Count = (int)Block.Varint(block, ref start);
        (_block, _first) = (block, start);
    }

    /// <summary>How many items there are.</summary>
    public int Count { get; }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not that of an item.</exception>
    public TView this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var position = _first;
            for (var i = 0; i < index; i++)
            {
                var length = (int)Block.Varint(_block!, ref position);
                position += length;
            }

            Block.Varint(_block!, ref position);
            return TView.At(_block!, position);
        }
    }

    /// <summary>Walks the items in their order.</summary>
    public Enumerator GetEnumerator() => new(_block, _first, Count);

    IEnumerator<TView> IEnumerable<TView>.GetEnumerator()
    {
        foreach (var item in this)
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<TView>)this).GetEnumerator();

    /// <summary>The position in a walk; used by <c>foreach</c>.</summary>
    public struct Enumerator
    {
        private readonly byte[]? _block;
        private int _position;
        private int _left;
        private int _item;

        internal Enumerator(byte[]? block, int first, int count) => (_block, _position, _left) = (block, first, count);

        /// <summary>The item reached.</summary>
        public readonly TView Current => TView.At(_block!, _item);

        /// <summary>Goes to the next item; false after the last.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            _left--;
            var length = (int)Block.Varint(_block!, ref _position);
            _item = _position;
            _position += length;
            return true;
        }
    }
}
