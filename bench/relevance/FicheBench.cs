using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Relevance;

/// <summary>Asks DILA's questions to indexes made in several ways.</summary>
internal sealed class FicheBench(FicheCorpus corpus, IReadOnlyList<Question> questions)
{
    private const int Depth = 50;

    private static readonly SearchRanking Plain = new()
    {
        Saturation = 1.2f,
        FieldWeights = [5, 1, 1, 1, 1, 1, 1],
        LengthWeights = [0, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f],
        Coverage = 0,
        Popularity = 0,
        Proximity = 0,
        TitleProximity = 0,
        Passage = 0,
        MinCoverage = 0,
    };

    private readonly Dictionary<Guid, Fiche> _fiches = corpus.ById();

    /// <summary>Each idea alone left out of the whole, and the plain ranking that they start from.</summary>
    public void ReportIdeas()
    {
        var whole = new SearchRanking();
        Report("plain BM25, title weight 5", Plain, false, false, false);
        Report("all ideas", whole, true, true, true);
        Report("  without anchors of other fiches", whole, false, true, true);
        Report("  without popularity of links", whole with { Popularity = 0 }, true, false, true);
        Report("  without abbreviations of the fiches", whole, true, true, false);
        Report("  without coverage", whole with { Coverage = 0 }, true, true, true);
        Report("  without proximity", whole with { Proximity = 0 }, true, true, true);
        Report("  without proximity in titles", whole with { TitleProximity = 0 }, true, true, true);
        Report("  without passages", whole with { Passage = 0 }, true, true, true);
        Report("  without synonyms", whole with { Synonym = 0 }, true, true, true);
    }

    public void ReportMisses()
    {
        var index = Build(new SearchRanking(), true, true, true);
        foreach (var (question, rank) in questions.Zip(Ranks(index)).Where(item => item.Second is 0 or > 3))
        {
            var first = index.Search(QueryOf(question)).Hits;
            var expected = _fiches.Values.FirstOrDefault(fiche => question.Expected.Contains(fiche.Id))?.Title ?? "not in the corpus";
            Console.WriteLine($"{rank,3}  {question.Text}\n     expected: {expected}\n     first:    {_fiches.GetValueOrDefault(first.Count > 0 ? first[0].Id : default)?.Title}");
        }
    }

    public SearchIndex Build(SearchRanking ranking, bool withAnchors, bool withPopularity, bool withAbbreviations) => SearchIndex.Build(
        corpus.Documents(withAnchors, withPopularity),
        TerritoryIndex.Empty,
        withAbbreviations ? corpus.Abbreviations : [],
        ranking);

    /// <summary>The rank of the first right answer to each question, 0 where it is not among the first 50.</summary>
    public List<int> Ranks(SearchIndex index) => [.. questions.AsParallel().AsOrdered().Select(question =>
        1 + index.Search(QueryOf(question)).Hits
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

    private void Report(string name, SearchRanking ranking, bool withAnchors, bool withPopularity, bool withAbbreviations)
    {
        var ranks = Ranks(Build(ranking, withAnchors, withPopularity, withAbbreviations));
        Console.WriteLine($"{name,-40} {Measure.Of(ranks)}");
        Console.WriteLine($"{"    first half",-40} {Measure.Of([.. Tuning.Half(ranks, 0)])}");
        Console.WriteLine($"{"    second half",-40} {Measure.Of([.. Tuning.Half(ranks, 1)])}");
    }
}
