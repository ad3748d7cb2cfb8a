namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// The documents of each term with what the term is worth in each, in flat arrays; and the places where it stands, which
/// are read for the best documents only.
/// </summary>
internal sealed class TermTable
{
    private readonly Dictionary<string, int> _numbers;
    private readonly string[] _names; // by number
    private readonly int[] _starts; // by term, and one end more
    private readonly int[] _documents; // ascending within a term
    private readonly ushort[] _impacts;
    private readonly int[] _positionStarts;
    private readonly byte[] _positions; // for each posting: a count, then ascending positions as differences

    public TermTable(
        Dictionary<string, int> numbers, int[] starts, int[] documents, ushort[] impacts, int[] positionStarts, byte[] positions)
    {
        (_numbers, _starts, _documents) = (numbers, starts, documents);
        _names = new string[numbers.Count];
        foreach (var (name, number) in numbers)
        {
            _names[number] = name;
        }

        (_impacts, _positionStarts, _positions) = (impacts, positionStarts, positions);
    }

    /// <summary>The number of a term, or -1.</summary>
    public int Find(string term) => _numbers.TryGetValue(term, out var number) ? number : -1;

    /// <summary>The term with a number.</summary>
    public string NameOf(int term) => _names[term];

    /// <summary>In how many documents a term is; 0 for number -1.</summary>
    public int DocumentCount(int term) => term < 0 ? 0 : _starts[term + 1] - _starts[term];

    /// <summary>The documents of a term, ascending, and what it is worth in each.</summary>
    public ReadOnlySpan<int> Documents(int term, out ReadOnlySpan<ushort> impacts)
    {
        if (term < 0)
        {
            impacts = default;
            return default;
        }

        var (start, count) = (_starts[term], DocumentCount(term));
        impacts = _impacts.AsSpan(start, count);
        return _documents.AsSpan(start, count);
    }

    /// <summary>Adds the places of a term in a document, ascending, each marked as of a concept.</summary>
    public void AddPositions(int term, int document, int concept, List<TermPlace> places)
    {
        if (term < 0)
        {
            return;
        }

        var index = _documents.AsSpan(_starts[term], DocumentCount(term)).BinarySearch(document);
        if (index < 0)
        {
            return;
        }

        var at = _positionStarts[_starts[term] + index];
        var position = 0;
        for (var count = Varint(ref at); count > 0; count--)
        {
            position += (int)Varint(ref at);
            places.Add(new TermPlace(position, concept));
        }
    }

    private uint Varint(ref int at)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            uint next = _positions[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
