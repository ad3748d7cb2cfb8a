using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Relevance;

/// <summary>Asks DILA's questions, and subjects in a few words, to indexes made in several ways.</summary>
internal sealed class FicheBench(ICorpus corpus, IReadOnlyList<Question> questions, IReadOnlyList<Question> subjects)
{
    private const int Depth = 50;

    private static readonly SearchRanking Plain = new()
    {
        Saturation = 1.2f,
        FieldWeights = [5, 1, 1, 1, 1, 1, 1],
        LengthWeights = [0, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f],
        Popularity = 0,
        Proximity = 0,
        TitleProximity = 0,
        TitleShare = 0,
        Passage = 0,
        MinCoverage = 0,
    };

    private readonly IReadOnlyDictionary<Guid, (string Id, string Title)> _fiches = corpus.Fiches;

    /// <summary>Each idea alone left out of the whole, and the plain ranking that they start from.</summary>
    public void ReportIdeas()
    {
        var whole = new SearchRanking();
        Console.WriteLine($"DILA's questions, then subjects in a few words; fiches {corpus.Name}:");
        Report("plain BM25, title weight 5", Plain, false, false, false);
        Report("all ideas", whole, true, true, true);
        Report("  without anchors of other fiches", whole, false, true, true);
        Report("  without popularity of links", whole with { Popularity = 0 }, true, false, true);
        Report("  without abbreviations of the fiches", whole, true, true, false);
        Report("  without proximity", whole with { Proximity = 0 }, true, true, true);
        Report("  without proximity in titles", whole with { TitleProximity = 0 }, true, true, true);
        Report("  without the share of titles", whole with { TitleShare = 0 }, true, true, true);
        Report("  without passages", whole with { Passage = 0 }, true, true, true);
        Report("  without word families", whole with { Family = 0 }, true, true, true);
        Report("  without synonyms", whole with { Synonym = 0 }, true, true, true);
        Report("  loose words of phrases as good as all", whole with { LooseWords = 1 }, true, true, true);
        Report("  words of intention as any other", whole with { Intention = 1 }, true, true, true);
        Report("asked with « je voudrais savoir »", whole, true, true, true, "je voudrais savoir ");
        Report("  words of intention as any other", whole with { Intention = 1 }, true, true, true, "je voudrais savoir ");
    }

    public void ReportMisses()
    {
        var index = Build(new SearchRanking(), true, true, true);
        foreach (var (question, rank) in questions.Zip(Ranks(index, questions))
            .Concat(subjects.Zip(Ranks(index, subjects)))
            .Where(item => item.Second is 0 or > 3))
        {
            var first = index.Search(QueryOf(question)).Hits;
            var expected =
                _fiches.Values.Where(fiche => question.Expected.Contains(fiche.Id))
                    .Select(fiche => fiche.Title)
                    .FirstOrDefault("not in the corpus");
            Console.WriteLine(
                $"{rank,3}  {question.Text}\n     expected: {expected}\n     first:    {_fiches.GetValueOrDefault(first.Count > 0 ? first[0].Id : default).Title}");
        }
    }

    public SearchIndex Build(SearchRanking ranking, bool withAnchors, bool withPopularity, bool withAbbreviations) => SearchIndex.Build(
        corpus.Documents(withAnchors, withPopularity),
        TerritoryIndex.Empty,
        withAbbreviations ? corpus.Abbreviations : [],
        ranking);

    /// <summary>The rank of the first right answer to each question, 0 where it is not among the first 50.</summary>
    public List<int> Ranks(SearchIndex index) => Ranks(index, questions);

    private List<int> Ranks(SearchIndex index, IReadOnlyList<Question> asked, string before = "") => [.. asked.AsParallel().AsOrdered().Select(question =>
        1 + index.Search(QueryOf(question with { Text = before + question.Text })).Hits
            .Select(hit => _fiches[hit.Id].Id)
            .Distinct()
            .ToList()
            .FindIndex(id => question.Expected.Contains(id)))];

    private static SearchQuery QueryOf(Question question) => new()
    {
        Text = question.Text,
        Kinds = [SearchKind.Demarche],
        First = Depth,
    };

    private void Report(
        string name, SearchRanking ranking, bool withAnchors, bool withPopularity, bool withAbbreviations, string before = "")
    {
        var index = Build(ranking, withAnchors, withPopularity, withAbbreviations);
        Console.WriteLine($"{name,-40} {Measure.Of(Ranks(index, questions, before))}   {Measure.Of(Ranks(index, subjects, before))}");
    }
}
