namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// Ordinals by key, in three flat arrays: found by bisection, so that the same structure serves a base of a million
/// records and an overlay of ten.
/// </summary>
internal sealed class KeyedOrdinals
{
    private readonly int[] _keys; // ascending, each once
    private readonly int[] _starts; // where the ordinals of each key begin, and one end more
    private readonly int[] _ordinals; // ascending within a key

    private KeyedOrdinals(int[] keys, int[] starts, int[] ordinals) =>
        (_keys, _starts, _ordinals) = (keys, starts, ordinals);

    /// <summary>The ordinals of a key, ascending; empty for a key that is not there.</summary>
    public ReadOnlySpan<int> Find(int key)
    {
        var index = _keys.AsSpan().BinarySearch(key);
        return index < 0 ? default : _ordinals.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);
    }

    /// <summary>Collects (key, ordinal) pairs in any order and makes the index of them; a repeated pair counts once.</summary>
    public sealed class Builder
    {
        private readonly List<ulong> _pairs = [];

        public void Add(int key, int ordinal) =>
            _pairs.Add(((ulong)(uint)(key ^ int.MinValue) << 32) | (uint)ordinal);

        public KeyedOrdinals Build()
        {
            _pairs.Sort();
            var ordinals = new int[_pairs.Count];
            var (keys, starts) = (new List<int>(), new List<int>());
            var count = 0;
            for (var i = 0; i < _pairs.Count; i++)
            {
                var pair = _pairs[i];
                if (i > 0 && pair == _pairs[i - 1])
                {
                    continue;
                }

                var key = (int)(pair >> 32) ^ int.MinValue;
                if (keys.Count == 0 || keys[^1] != key)
                {
                    keys.Add(key);
                    starts.Add(count);
                }

                ordinals[count++] = (int)(uint)pair;
            }

            starts.Add(count);
            Array.Resize(ref ordinals, count);
            return new KeyedOrdinals([.. keys], [.. starts], ordinals);
        }
    }
}
