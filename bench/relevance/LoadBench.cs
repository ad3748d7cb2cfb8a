using System.Diagnostics;
using System.Globalization;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Searching;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>
/// What the search of the whole nation costs: build time, memory, and how long 16 callers wait who each ask again as soon as
/// they are answered.
/// </summary>
internal sealed class LoadBench(Picture picture, FicheCorpus corpus)
{
    private const int Callers = 16;
    private const int PerCaller = 600;
    private const int MaxAlone = 1000;
    private const int Tries = 5;

    public async Task RunAsync(IReadOnlyList<string> questions)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = Build();
        var built = watch.Elapsed;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{index.CountOf(SearchKind.Administration)} administrations, {index.CountOf(SearchKind.Demarche)} fiches: built in {built.TotalSeconds:0.0} s, {memory / 1e6:0} MB"));

        var changed = Administrations().Skip(1000).Take(200).ToList();
        watch.Restart();
        var updated = index.With([], changed);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"200 changes taken in by the overlay in {watch.Elapsed.TotalMilliseconds:0.0} ms"));

        var names = Administrations().Where((_, i) => i % 97 == 0).Select(document => Short(document.Title)).ToList();
        var typed = questions.Select(Short).Concat(names).ToList();
        var misspelt = typed.Select(Misspelt).ToList();
        await MeasureAsync("search, DILA's questions", questions, text => updated.Search(new SearchQuery { Text = text }));
        await MeasureAsync("search, names of administrations", names, text => updated.Search(new SearchQuery { Text = text }));
        await MeasureAsync("search, misspelt", misspelt, text => updated.Search(new SearchQuery { Text = text }));
        await MeasureAsync(
            "search, all of these", [.. questions, .. names, .. misspelt], text => updated.Search(new SearchQuery { Text = text }));
        await MeasureAsync(
            "suggest, letter by letter", [.. typed.SelectMany(Beginnings)], text => updated.Suggest(new SuggestionQuery { Prefix = text }));
        await MeasureAsync("suggest, misspelt", misspelt, text => updated.Suggest(new SuggestionQuery { Prefix = text }));
        await MeasureAsync(
            "suggest, all of these", [.. typed.SelectMany(Beginnings), .. misspelt],
            text => updated.Suggest(new SuggestionQuery { Prefix = text }));
    }

    private SearchIndex Build() => SearchIndex.Build(
        Administrations()
            .Concat(picture.ServiceTypes.Select(SearchDocuments.Of))
            .Concat(corpus.Documents(withAnchors: true, withPopularity: true)),
        picture.Territories,
        corpus.Abbreviations);

    private IEnumerable<SearchDocument> Administrations() =>
        picture.State.LiveRecords()
            .Select(new SearchDocuments(picture.Territories, picture.State.ServiceTypes, picture.State.Demarches).Of);

    private static async Task MeasureAsync<T>(string name, IReadOnlyList<string> texts, Func<string, T> ask)
    {
        // Until the compiler has nothing left to improve.
        for (var i = 0; i < 2000; i++)
        {
            ask(texts[i % texts.Count]);
        }

        // As many at once as there are cores, in their order: what is measured is the search, not how the thread pool tries more threads.
        using var cores = new SemaphoreSlim(Environment.ProcessorCount);
        var times = new double[Callers * PerCaller];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < PerCaller; i++)
            {
                var text = texts[random.Next(texts.Count)];
                var asked = Stopwatch.GetTimestamp();
                await cores.WaitAsync();
                try
                {
                    await Task.Run(() => ask(text));
                }
                finally
                {
                    cores.Release();
                }

                times[(caller * PerCaller) + i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
        })));
        var elapsed = watch.Elapsed.TotalSeconds;
        Array.Sort(times);
        var alone = Alone(texts, ask);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-36} p50 {At(times, 0.5):0.00} ms  p99 {At(times, 0.99):0.00} ms  max {times[^1]:0.0} ms  {times.Length / elapsed:0}/s; alone mean {alone.Average():0.000}  p99 {At(alone, 0.99):0.000}  max {alone[^1]:0.000} ms"));

        double At(double[] sorted, double share) => sorted[(int)(share * sorted.Length)];
    }

    // What each text takes on one thread, sorted: the best of some tries, so that what else the machine does counts little.
    private static double[] Alone<T>(IReadOnlyList<string> texts, Func<string, T> ask)
    {
        var best = new double[Math.Min(texts.Count, MaxAlone)];
        for (var i = 0; i < best.Length; i++)
        {
            best[i] = double.MaxValue;
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var asked = Stopwatch.GetTimestamp();
                ask(texts[(int)((long)i * texts.Count / best.Length)]);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }

        Array.Sort(best);
        return best;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60];

    private static IEnumerable<string> Beginnings(string text) =>
        Enumerable.Range(1, Math.Min(text.Length, 20)).Select(length => text[..length]);

    // Two neighbours swapped in the longest word.
    private static string Misspelt(string text)
    {
        var word = text.Split(' ', '\'').MaxBy(part => part.Length)!;
        return word.Length < 5 ? text : text.Replace(word, $"{word[..2]}{word[3]}{word[2]}{word[4..]}", StringComparison.Ordinal);
    }
}
