using System.Globalization;
using PublicDirectory.Relevance;

if (args.Contains("--help"))
{
    Console.WriteLine("""
        Usage: dotnet run -c Release --project bench/relevance -- [options]

        Measures the search on questions whose answers are known: hit@1, hit@3, hit@10 and the mean reciprocal rank (MRR).

          --data DIR    the national data (default: ../shared/data beside the checkout)
          --tune N      tries N random changes of the weights on the first half of the questions, and reports both halves
          --misses      lists the questions whose answer is not among the first three
          --help        this text
        """);
    return 0;
}

var data = Option("--data") ?? "../shared/data";
var questions = Question.Read(Path.Combine(data, "questions", "questions-dila.jsonl"));
var all = FicheReader.Read(Path.Combine(data, "dila-fiches-2020")).ToList();
var corpus = new FicheCorpus([.. all.Where(fiche => fiche.Id[0] == 'F')], questions);
var bench = new FicheBench(corpus, questions);

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

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
