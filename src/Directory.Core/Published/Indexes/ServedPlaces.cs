namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// Who serves a place, for which service type: one row of six bytes per (place, type, administration), some 420,000
/// of them nationally. Only what a competence names is a row: a département served whole is one row, not hundreds.
/// </summary>
internal sealed class ServedPlaces
{
    /// <summary>The most service types that a segment may number.</summary>
    public const int MaxTypes = DatedBit;
    private const int DatedBit = 0x8000;

    private readonly int[] _places;
    private readonly int[] _starts;
    private readonly ushort[] _types; // the segment's number of the type, and a bit for competences with dates
    private readonly int[] _ordinals;

    private ServedPlaces(int[] places, int[] starts, ushort[] types, int[] ordinals) =>
        (_places, _starts, _types, _ordinals) = (places, starts, types, ordinals);

    /// <summary>The rows of a place, by type.</summary>
    public Rows Find(int place)
    {
        var index = _places.AsSpan().BinarySearch(place);
        return index < 0 ? default : new Rows(this, _starts[index], _starts[index + 1]);
    }

    /// <summary>Some rows of the index.</summary>
    public readonly ref struct Rows(ServedPlaces index, int start, int end)
    {
        public int Count => end - start;

        /// <summary>The number of the row's service type in its segment.</summary>
        public int TypeAt(int row) => index._types[start + row] & ~DatedBit;

        /// <summary>Whether the competence has dates, so that the record must be asked.</summary>
        public bool IsDatedAt(int row) => (index._types[start + row] & DatedBit) != 0;

        public int OrdinalAt(int row) => index._ordinals[start + row];
    }

    /// <summary>Collects rows in any order and makes the index of them.</summary>
    public sealed class Builder
    {
        private const int OrdinalBits = 30;
        private readonly List<ulong> _rows = [];

        // A row as one number that sorts: 18 bits of place, 16 of type with its date bit, 30 of ordinal.
        public void Add(int place, int type, bool isDated, int ordinal) => _rows.Add(
            ((ulong)place << (16 + OrdinalBits)) | ((ulong)(type | (isDated ? DatedBit : 0)) << OrdinalBits) | (uint)ordinal);

        public ServedPlaces Build()
        {
            _rows.Sort();
            var (places, starts) = (new List<int>(), new List<int>());
            var (types, ordinals) = (new ushort[_rows.Count], new int[_rows.Count]);
            for (var i = 0; i < _rows.Count; i++)
            {
                var place = (int)(_rows[i] >> (16 + OrdinalBits));
                if (places.Count == 0 || places[^1] != place)
                {
                    places.Add(place);
                    starts.Add(i);
                }

                types[i] = (ushort)(_rows[i] >> OrdinalBits);
                ordinals[i] = (int)(_rows[i] & ((1u << OrdinalBits) - 1));
            }

            starts.Add(_rows.Count);
            return new ServedPlaces([.. places], [.. starts], types, ordinals);
        }
    }
}
