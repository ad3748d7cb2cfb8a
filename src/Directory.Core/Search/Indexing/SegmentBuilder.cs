using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Indexing;

/// <summary>Collects documents in any order and makes a segment of them, the most popular first.</summary>
internal sealed class SegmentBuilder(SearchRanking ranking, TerritoryIndex territories)
{
    public const int FieldCount = (int)SearchField.Body + 1;

    // Between two texts, so that words of different ones are never near each other.
    private const int TextGap = 100;

    private const int MaxPosition = (1 << 28) - 1;

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly VocabularyBuilder _vocabulary = new();
    private readonly List<Entry> _entries = [];
    private readonly List<Posting> _postings = []; // by entry
    private readonly ByteList _positions = new();
    private readonly List<ulong> _tokens = []; // of one document: term, position, field
    private readonly long[] _fieldTotals = new long[FieldCount];

    public void Add(SearchDocument document)
    {
        _tokens.Clear();
        var lengths = new int[FieldCount];
        var position = Read(SearchField.Title, document.Title, 0, lengths);
        var titleEnd = position;
        foreach (var (field, text) in document.Texts)
        {
            position = Read(field, text, position + TextGap, lengths);
        }

        for (var field = 0; field < FieldCount; field++)
        {
            _fieldTotals[field] += lengths[field];
        }

        var first = _postings.Count;
        _tokens.Sort();
        AddPostings();
        var acronyms = document.Texts.Where(text => text.Field == SearchField.Acronym).Select(text => text.Text);
        var commune = document.Commune is { } code ? territories.CurrentCommune(code) : null;
        _entries.Add(new Entry(
            document.Id,
            document.Title,
            string.Join(' ', acronyms),
            document.Popularity,
            commune?.Ordinal ?? -1,
            titleEnd,
            lengths,
            first,
            _postings.Count));
    }

    /// <summary>The segment of everything added.</summary>
    /// <param name="averages">Average lengths of fields to weigh against, those of the base for an overlay; null for its own.</param>
    public SearchSegment Build(float[]? averages = null)
    {
        averages ??= [.. _fieldTotals.Select(total => Math.Max(1f, total / (float)Math.Max(1, _entries.Count)))];
        var order = Enumerable.Range(0, _entries.Count).ToArray();
        Array.Sort(order, (left, right) => Compare(_entries[left], _entries[right]));
        var starts = new int[_terms.Count + 1];
        foreach (var posting in _postings)
        {
            starts[posting.Term + 1]++;
        }

        for (var term = 0; term < _terms.Count; term++)
        {
            starts[term + 1] += starts[term];
        }

        var next = starts.AsSpan(0, _terms.Count).ToArray();
        var documents = new int[_postings.Count];
        var impacts = new ushort[_postings.Count];
        var positions = new int[_postings.Count];
        var impactOf = new ImpactFormula(ranking, averages);
        for (var ordinal = 0; ordinal < order.Length; ordinal++)
        {
            var entry = _entries[order[ordinal]];
            impactOf.Begin(entry.Lengths);
            for (var i = entry.FirstPosting; i < entry.EndPosting; i++)
            {
                var posting = _postings[i];
                var place = next[posting.Term]++;
                documents[place] = ordinal;
                impacts[place] = impactOf.Of(posting.FieldCounts);
                positions[place] = posting.Positions;
            }
        }

        var sorted = order.Select(i => _entries[i]).ToArray();
        return new SearchSegment
        {
            FieldAverages = averages,
            Ids = [.. sorted.Select(entry => entry.Id)],
            Ordinals = Enumerable.Range(0, sorted.Length)
                .Where(ordinal => sorted[ordinal].Id != Guid.Empty)
                .ToDictionary(ordinal => sorted[ordinal].Id, ordinal => ordinal),
            Titles = [.. sorted.Select(entry => entry.Title)],
            FoldedTitles = FoldedTitles.Of([.. sorted.Select(entry => entry.Title)]),
            Popularity = [.. sorted.Select(entry => entry.Popularity)],
            TitleEnds = [.. sorted.Select(entry => (ushort)Math.Min(entry.TitleEnd, ushort.MaxValue))],
            TitleLengths = [.. sorted.Select(entry => (ushort)Math.Min(entry.Lengths[(int)SearchField.Title], ushort.MaxValue))],
            Communes = [.. sorted.Select(entry => entry.Commune)],
            Seats = SeatTable.Build([.. sorted.Select(entry => entry.Commune)], territories),
            Terms = new TermTable(_terms, starts, documents, impacts, positions, _positions.ToArray()),
            Vocabulary = _vocabulary.Build(),
            TitleWords = BuildTitleWords(sorted),
        };
    }

    private static TitleWords BuildTitleWords(Entry[] sorted)
    {
        var words = new TitleWords.Builder();
        for (var ordinal = 0; ordinal < sorted.Length; ordinal++)
        {
            words.Add(sorted[ordinal].Title, ordinal);
            words.Add(sorted[ordinal].Acronyms, ordinal);
        }

        return words.Build();
    }

    private static int Compare(in Entry left, in Entry right)
    {
        var order = right.Popularity.CompareTo(left.Popularity);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }

    private int Read(SearchField field, string text, int position, int[] lengths)
    {
        Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
        Span<char> buffer = stackalloc char[FrenchAnalyser.BufferLength];
        var lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new WordReader(text, word);
        while (reader.MoveNext())
        {
            if (position == MaxPosition)
            {
                break;
            }

            // Small words keep their place, so that those around them are as far apart as they read.
            position++;
            if (StopWords.Contains(reader.Word))
            {
                continue;
            }

            var term = FrenchAnalyser.Term(reader.Word, buffer);
            if (!lookup.TryGetValue(term, out var number))
            {
                number = _terms.Count;
                _terms.Add(term.ToString(), number);
            }

            _vocabulary.Add(FrenchAnalyser.Fold(reader.Word, buffer), number);
            lengths[(int)field]++;
            _tokens.Add(((ulong)(uint)number << 32) | ((ulong)(uint)position << 3) | (uint)field);
        }

        return position;
    }

    private void AddPostings()
    {
        for (var i = 0; i < _tokens.Count;)
        {
            var term = (int)(_tokens[i] >> 32);
            var (start, counts, last) = (_positions.Count, 0UL, 0);
            var end = i;
            while (end < _tokens.Count && (int)(_tokens[end] >> 32) == term)
            {
                end++;
            }

            _positions.AddVarint((uint)(end - i));
            for (; i < end; i++)
            {
                var low = (uint)_tokens[i];
                var shift = (int)(low & 7) * 8;
                if (((counts >> shift) & 0xFF) < 0xFF)
                {
                    counts += 1UL << shift;
                }

                var position = (int)(low >> 3);
                _positions.AddVarint((uint)(position - last));
                last = position;
            }

            _postings.Add(new Posting(term, start, counts));
        }
    }

    private readonly record struct Entry(
        Guid Id,
        string Title,
        string Acronyms,
        float Popularity,
        int Commune,
        int TitleEnd,
        int[] Lengths,
        int FirstPosting,
        int EndPosting);

    // FieldCounts: a byte for each field.
    private readonly record struct Posting(int Term, int Positions, ulong FieldCounts);
}
