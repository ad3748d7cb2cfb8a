using System.Globalization;
using PublicDirectory.Relevance;

if (args.Contains("--help"))
{
    Console.WriteLine("""
        Usage: dotnet run -c Release --project bench/relevance -- [options]

        Measures the search on questions whose answers are known: hit@1, hit@3, hit@10 and the mean reciprocal rank (MRR).
        DILA's questions and 40 subjects in a few words are asked to the fiches; 60 questions of our own to the administrations
        of the database that DIRECTORY_DATABASE_API names, where it is set.

          --data DIR    the national data (default: ../shared/data beside the checkout)
          --tune N      tries N random changes of the weights on the first half of the questions, and reports both halves
          --show FILE   shows what is found first for each line of a file, in the database
          --misses      lists the questions whose answer is not where it should be
          --only NAME   fiches or administrations
          --imported    asks DILA's questions to the démarches of the database instead of the fiches of --data
          --orient      asks DILA's questions as messages of lost usagers, and messages of our own, to the démarches of the database
                        (with --imported)
          --load        measures build time, memory, and the latency of search and suggest at 16 callers, on both together
          --help        this text
        """);
    return 0;
}

AdministrationBench? administrations = null;
var isImported = args.Contains("--imported");
if ((Option("--only") != "fiches" || isImported) && Environment.GetEnvironmentVariable("DIRECTORY_DATABASE_API") is { } connection)
{
    administrations = await AdministrationBench.LoadAsync(connection);
    if (Option("--only") != "fiches")
    {
        administrations.Report(Path.Combine(AppContext.BaseDirectory, "administrations.jsonl"), args.Contains("--misses"));
    }
}

if (Option("--show") is { } queries)
{
    foreach (var query in File.ReadLines(queries))
    {
        administrations!.Show(query);
    }

    return 0;
}

if (Option("--only") == "administrations")
{
    return 0;
}

var data = Option("--data") ?? "../shared/data";
var questions = Question.Read(Path.Combine(data, "questions", "questions-dila.jsonl"));
var all = FicheReader.Read(Path.Combine(data, "dila-fiches-2020")).ToList();
var corpus = new FicheCorpus([.. all.Where(fiche => fiche.Id[0] == 'F')], questions);
var subjects = Question.Read(Path.Combine(AppContext.BaseDirectory, "subjects.jsonl"));
var bench = new FicheBench(isImported ? new ImportedCorpus(Loaded()) : corpus, questions, subjects);

if (args.Contains("--load"))
{
    var load = new LoadBench(Loaded(), new FicheCorpus(all, questions));
    await load.RunAsync([.. questions.Select(question => question.Text)]);
    return 0;
}

if (args.Contains("--orient"))
{
    new OrientationBench(Loaded(), questions, Question.Read(Path.Combine(AppContext.BaseDirectory, "messages.jsonl"))).Report();
    return 0;
}

if (Option("--tune") is { } rounds)
{
    new Tuning(bench).Run(int.Parse(rounds, CultureInfo.InvariantCulture));
    return 0;
}

bench.ReportIdeas();
if (args.Contains("--misses"))
{
    bench.ReportMisses();
}

return 0;

PublicDirectory.Core.Published.Picture Loaded() =>
    administrations?.Picture ?? throw new InvalidOperationException("DIRECTORY_DATABASE_API is not set.");

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
