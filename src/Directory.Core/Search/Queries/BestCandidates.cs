namespace PublicDirectory.Core.Search.Queries;

/// <summary>Keeps the best of many candidates: a heap with the least of them on top.</summary>
internal sealed class BestCandidates(int capacity)
{
    private readonly Candidate[] _heap = new Candidate[capacity];
    private int _count;

    /// <summary>What a candidate must surpass to be kept: below nothing while there is room.</summary>
    public float Least => _count < _heap.Length ? float.MinValue : _heap[0].Score;

    public void Add(Candidate candidate)
    {
        if (_count < _heap.Length)
        {
            _heap[_count] = candidate;
            Rise(_count++);
        }
        else if (Candidate.Compare(candidate, _heap[0]) < 0)
        {
            _heap[0] = candidate;
            Sink(0);
        }
    }

    public List<Candidate> Sorted()
    {
        var sorted = _heap.AsSpan(0, _count).ToArray().ToList();
        sorted.Sort(Candidate.Compare);
        return sorted;
    }

    // Worse ones above better ones.
    private void Rise(int at)
    {
        while (at > 0 && Candidate.Compare(_heap[at], _heap[(at - 1) / 2]) > 0)
        {
            (_heap[at], _heap[(at - 1) / 2]) = (_heap[(at - 1) / 2], _heap[at]);
            at = (at - 1) / 2;
        }
    }

    private void Sink(int at)
    {
        while (true)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
            {
                worst = Candidate.Compare(_heap[child], _heap[worst]) > 0 ? child : worst;
            }

            if (worst == at)
            {
                return;
            }

            (_heap[at], _heap[worst]) = (_heap[worst], _heap[at]);
            at = worst;
        }
    }
}
