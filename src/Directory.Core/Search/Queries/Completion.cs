using PublicDirectory.Core.Search.Indexing;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Completes what someone types: titles that have all the words, each at least begun.</summary>
internal sealed class Completion
{
    // So many of the most popular that fit are compared more closely.
    private const int Considered = 60;

    private readonly List<string> _all; // every word as typed
    private readonly List<string> _words; // those that must be there

    public Completion(string prefix)
    {
        var words = QueryWord.Read(prefix);
        _all = words.ConvertAll(word => word.Folded);

        // A small word at the end may be the beginning of a larger one: « la » of « Laval ».
        _words = [.. words.Where((word, i) => !word.IsSmall || (i == words.Count - 1 && (i == 0 || word.Folded.Length > 2)))
            .Select(word => word.Folded)];
    }

    public bool IsEmpty => _words.Count == 0;

    /// <summary>The best of a kind.</summary>
    /// <param name="kind">To look in.</param>
    /// <param name="isLenient">Whether misspelt words count too.</param>
    /// <param name="found">Takes them with their scores.</param>
    public void Run(KindIndex kind, bool isLenient, List<(Candidate Candidate, float Score)> found)
    {
        foreach (var segment in kind.Segments)
        {
            if (segment.Count == 0)
            {
                continue;
            }

            var isBase = ReferenceEquals(segment, kind.Base);
            var considered = 0;
            foreach (var ordinal in Find(segment, isLenient)?.Ordinals() ?? [])
            {
                if (isBase && kind.Hidden.Contains(ordinal))
                {
                    continue;
                }

                var score = Score(segment, ordinal) + PriorOf(kind.Kind);
                found.Add((new Candidate(kind, segment, ordinal, score), score));
                if (++considered == Considered)
                {
                    break;
                }
            }
        }
    }

    private DocumentSet? Find(SearchSegment segment, bool isLenient)
    {
        DocumentSet? all = null;
        foreach (var word in _words)
        {
            var documents = new DocumentSet(segment.Count);
            if (!segment.TitleWords.AddBeginning(word, documents))
            {
                if (!isLenient || Spelling.MaxEdits(word.Length) is not (var maxEdits and > 0))
                {
                    return null;
                }

                segment.TitleWords.AddNear(word, maxEdits, documents);
            }

            if (all is null)
            {
                all = documents;
            }
            else
            {
                all.IntersectWith(documents);
            }
        }

        return all;
    }

    private float Score(SearchSegment segment, int ordinal)
    {
        var title = segment.FoldedTitles[ordinal];
        var (count, matched, isLastWhole, startsSo) = (0, 0, false, true);
        foreach (var range in title.Split(' '))
        {
            var folded = title[range];
            isLastWhole |= folded.SequenceEqual(_words[^1]);
            if (startsSo && matched < _all.Count)
            {
                startsSo = matched == _all.Count - 1 ? folded.StartsWith(_all[matched]) : folded.SequenceEqual(_all[matched]);
                matched++;
            }

            count++;
        }

        var score = segment.Popularity[ordinal] + (isLastWhole ? 0.4f : 0) - (0.02f * Math.Min(count, 15));
        return !startsSo || matched < _all.Count ? score
            : score + (isLastWhole && count == _all.Count ? 1.5f : 0.6f);
    }

    // Who types two letters of a kind of counter or of a town means them rather than one of a thousand mairies.
    private static float PriorOf(SearchKind kind) => kind switch
    {
        SearchKind.ServiceType => 0.5f,
        SearchKind.Demarche => 0.2f,
        SearchKind.Commune => 0.1f,
        _ => 0,
    };
}
