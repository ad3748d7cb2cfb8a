using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records;

/// <summary>Codes of communes read in place, in their order. A competence may list thousands: they take a byte or two each.</summary>
public readonly struct CommuneCodes
{
    // In the block: a count, then for each code the difference with the one before it.
    private readonly byte[]? _block;
    private readonly int _first;

    internal CommuneCodes(byte[] block, int start)
    {
        Count = (int)Block.Varint(block, ref start);
        (_block, _first) = (block, start);
    }

    /// <summary>How many codes there are.</summary>
    public int Count { get; }

    /// <summary>Walks the codes in their order.</summary>
    public Enumerator GetEnumerator() => new(_block, _first, Count);

    internal static void Write(BlockWriter writer, IReadOnlyList<InseeCode>? communes)
    {
        var keys = new int[communes?.Count ?? 0];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = PlaceKey.OfCommune(communes![i]);
        }

        Array.Sort(keys);
        writer.Varint((uint)keys.Length);
        var previous = 0;
        foreach (var key in keys)
        {
            writer.Varint((uint)(key - previous));
            previous = key;
        }
    }

    /// <summary>The position in a walk; used by <c>foreach</c>.</summary>
    public struct Enumerator
    {
        private readonly byte[]? _block;
        private int _position;
        private int _left;

        internal Enumerator(byte[]? block, int first, int count)
        {
            (_block, _position, _left) = (block, first, count);
            Key = 0;
        }

        /// <summary>The code reached.</summary>
        public readonly InseeCode Current => PlaceKey.ToCommune(Key);

        internal int Key { get; private set; }

        /// <summary>Goes to the next code; false after the last.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            _left--;
            Key += (int)Block.Varint(_block!, ref _position);
            return true;
        }
    }
}
