namespace PublicDirectory.Core.Territories;

/// <summary>
/// Finds communes by name or beginning of a name. All names, folded, stand in one text; a sorted array of places in
/// it (one for each word of each name) answers any prefix with a binary search.
/// </summary>
internal sealed class CommuneNames
{
    private const char End = '\n'; // sorts before every character of a folded name, so that whole names come first

    private readonly Commune[] _communes;
    private readonly string _text;
    private readonly Key[] _keys; // by the text that follows; of the same text, whole names first

    private CommuneNames(Commune[] communes, string text, Key[] keys) =>
        (_communes, _text, _keys) = (communes, text, keys);

    // How well a name fits, best first.
    private enum Rank
    {
        Whole,
        WholeButArticle,
        Beginning,
        BeginningButArticle,
        Word,
    }

    public static CommuneNames Of(Commune[] communes)
    {
        var text = new System.Text.StringBuilder();
        var keys = new List<Key>(communes.Length * 3);
        foreach (var commune in communes)
        {
            var folded = PlaceName.Fold(commune.Name);
            var article = PlaceName.ArticleLength(folded);
            for (var i = 0; i < folded.Length; i++)
            {
                if (i == 0 || folded[i - 1] == ' ')
                {
                    var place = i == 0 ? NamePlace.Start : i == article ? NamePlace.AfterArticle : NamePlace.Inside;
                    keys.Add(new Key(text.Length + i, (ushort)(folded.Length - i), place, commune.Ordinal));
                }
            }

            text.Append(folded).Append(End);
        }

        var whole = text.ToString();
        var sorted = keys.ToArray();
        Array.Sort(sorted, (left, right) =>
            whole.AsSpan(left.Offset, left.Length).SequenceCompareTo(whole.AsSpan(right.Offset, right.Length)) is not 0 and var order
                ? order
                : left.Place.CompareTo(right.Place));
        return new CommuneNames(communes, whole, sorted);
    }

    /// <param name="query">A name or its beginning.</param>
    /// <param name="first">The most that are wanted.</param>
    /// <param name="wholeNamesOnly">Whether beginnings and words inside do not count.</param>
    /// <param name="onNames">Told how many names were gone through.</param>
    public List<Commune> Find(string query, int first, bool wholeNamesOnly, Action<int>? onNames = null)
    {
        var folded = PlaceName.Fold(query);
        var best = new List<Match>();
        if (folded.Length > 0 && first > 0)
        {
            var names = Collect(folded, first, wholeNamesOnly, best);
            var article = PlaceName.ArticleLength(folded);
            if (article > 0 && best.Count < first)
            {
                // "La Lyon" is nobody's name, but "Le Pantin" or "L'Avignon" should find theirs.
                names += Collect(folded.AsSpan(article), first, wholeNamesOnly, best, demoted: true);
            }

            onNames?.Invoke(names);
        }

        return best.ConvertAll(match => _communes[match.Ordinal]);
    }

    // Returns how many names it went through.
    private int Collect(
        ReadOnlySpan<char> prefix, int first, bool wholeNamesOnly, List<Match> best, bool demoted = false)
    {
        var start = LowerBound(prefix);
        for (var i = start; i < _keys.Length; i++)
        {
            var name = _text.AsSpan(_keys[i].Offset, _keys[i].Length);
            if (!name.StartsWith(prefix))
            {
                return i - start;
            }

            var rank = RankOf(_keys[i].Place, whole: name.Length == prefix.Length);
            if (wholeNamesOnly && rank > Rank.WholeButArticle)
            {
                return i - start; // what comes after goes on, or stands inside a name
            }

            Keep(best, first, new Match(demoted ? rank + 1 : rank, _keys[i].Ordinal));
        }

        return _keys.Length - start;
    }

    private int LowerBound(ReadOnlySpan<char> prefix)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_text.AsSpan(_keys[middle].Offset, _keys[middle].Length).SequenceCompareTo(prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static Rank RankOf(NamePlace place, bool whole) => (place, whole) switch
    {
        (NamePlace.Start, true) => Rank.Whole,
        (NamePlace.AfterArticle, true) => Rank.WholeButArticle,
        (NamePlace.Start, false) => Rank.Beginning,
        (NamePlace.AfterArticle, false) => Rank.BeginningButArticle,
        _ => Rank.Word,
    };

    // Keeps the best matches in order, each commune once.
    private void Keep(List<Match> best, int first, Match match)
    {
        if (best.Count == first && Compare(best[^1], match) <= 0)
        {
            return;
        }

        var known = best.FindIndex(item => item.Ordinal == match.Ordinal);
        if (known >= 0)
        {
            if (Compare(best[known], match) <= 0)
            {
                return;
            }

            best.RemoveAt(known);
        }

        var at = best.FindIndex(item => Compare(match, item) < 0);
        best.Insert(at < 0 ? best.Count : at, match);
        if (best.Count > first)
        {
            best.RemoveAt(first);
        }
    }

    private int Compare(Match left, Match right)
    {
        if (left.Rank != right.Rank)
        {
            return left.Rank.CompareTo(right.Rank);
        }

        var (one, other) = (_communes[left.Ordinal], _communes[right.Ordinal]);
        if (one.IsStanding != other.IsStanding)
        {
            return one.IsStanding ? -1 : 1;
        }

        return (other.Population ?? 0).CompareTo(one.Population ?? 0) is not 0 and var order
            ? order
            : left.Ordinal.CompareTo(right.Ordinal);
    }

    private enum NamePlace : byte
    {
        Start,
        AfterArticle,
        Inside,
    }

    private readonly record struct Match(Rank Rank, int Ordinal);

    private readonly record struct Key(int Offset, ushort Length, NamePlace Place, int Ordinal);
}
