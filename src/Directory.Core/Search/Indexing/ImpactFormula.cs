namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// What a word in a document is worth, before the rarity of the word: BM25F, the counts in all fields weighted and set
/// against the fields' lengths, then saturated. 0 to 65,535 for 0 to 1.
/// </summary>
/// <remarks>Robertson and Zaragoza, « The Probabilistic Relevance Framework: BM25 and Beyond », 2009, § 3.6.</remarks>
internal struct ImpactFormula
{
    private readonly SearchRanking _ranking;
    private readonly float[] _averages;
    private readonly float[] _factors;

    /// <param name="ranking">Weights.</param>
    /// <param name="averages">The average number of words of each field.</param>
    public ImpactFormula(SearchRanking ranking, float[] averages)
    {
        (_ranking, _averages) = (ranking, averages);
        _factors = new float[averages.Length];
    }

    /// <summary>Goes to a document, with the number of words in each of its fields.</summary>
    public readonly void Begin(int[] lengths)
    {
        for (var field = 0; field < _factors.Length; field++)
        {
            var b = _ranking.LengthWeights[field];
            _factors[field] = lengths[field] == 0
                ? 0
                : _ranking.FieldWeights[field] / (1 - b + (b * lengths[field] / _averages[field]));
        }
    }

    /// <param name="fieldCounts">How often the word is in each field, a byte each, the first field lowest.</param>
    public readonly ushort Of(ulong fieldCounts)
    {
        var weighted = 0f;
        for (var field = 0; field < _factors.Length; field++)
        {
            weighted += (fieldCounts & 0xFF) * _factors[field];
            fieldCounts >>= 8;
        }

        return (ushort)(weighted / (_ranking.Saturation + weighted) * ushort.MaxValue);
    }
}
