using BenchmarkDotNet.Attributes;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Bench;

/// <summary>
/// What one search and one suggestion cost, without GraphQL, on what the database of <c>DIRECTORY_DATABASE_API</c> holds.
/// </summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private ISearchIndex _search = null!;

    /// <summary>A name, a sentence, set phrases with synonyms and a place, and words misspelt.</summary>
    [Params("mairie villeurbanne", "je veux refaire ma carte grise", "hôtel de ville saint-étienne", "prefcture du rohne")]
    public string Text { get; set; } = "";

    // The in-process runner does not wait for an asynchronous set-up.
    [GlobalSetup]
    public void Load() => _search = PictureLoader.LoadAsync().GetAwaiter().GetResult().Search;

    /// <summary>The first page.</summary>
    [Benchmark]
    public int Search() => _search.Search(new SearchQuery { Text = Text }).TotalCount;

    /// <summary>What to propose when all of it was typed.</summary>
    [Benchmark]
    public int Suggest() => _search.Suggest(new SuggestionQuery { Prefix = Text }).Count;
}
