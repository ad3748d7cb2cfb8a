using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace GraphQLEngine.Conformance;

/// <summary>
/// Asks this engine and the reference implementation, graphql-js, the same, and compares what they say: data exactly,
/// errors by path and place, broken rules by name, place and count, and where reading stopped.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const int Ahead = 50;
    private const int MaxReports = 5;

    // The same documents on every day: a longer run, with a seed of its own, is asked for by the environment.
    [Theory]
    [InlineData(2025)]
    [InlineData(20779)]
    public void Engine_AskedAsTheReferenceIs_AnswersTheSame(int seed)
    {
        var run = new Run(Setting("DIRECTORY_CONFORMANCE_SEED") ?? seed, (Setting("DIRECTORY_CONFORMANCE_DOCUMENTS") ?? 1000) / 2);

        var failures = run.Compare();

        output.WriteLine(run.Summary);
        Assert.True(failures.Count == 0, $"{run.Summary}\n\n{string.Join("\n\n", failures)}");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class Run(int seed, int documents)
    {
        private readonly EngineUnderTest _engine = new(isAsync: false);
        private readonly EngineUnderTest _waitingEngine = new(isAsync: true);
        private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
        private readonly List<string> _failures = [];
        private TimeSpan _time;

        public string Summary => string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}, {documents} documents in {_time.TotalSeconds:0.0} s: {string.Join(", ", _counts.Select(c => $"{c.Key} {c.Value}"))}");

        public List<string> Compare()
        {
            var watch = Stopwatch.StartNew();
            using var reference = ReferenceProcess.Start();
            var corpus = new Corpus(_engine.Schema.Schema, seed);
            for (var number = 0; number < documents && _failures.Count < MaxReports; number += Ahead)
            {
                var requests = Enumerable.Range(number, Math.Min(Ahead, documents - number))
                    .Select(n => (Number: n, Request: Make(corpus, n)))
                    .Where(r => r.Request is not null)
                    .ToList();

                // The reference works while this side does: sending waits for nothing.
                var sending = Task.Run(() => requests.ForEach(r => reference.Send(r.Request!)));
                var ours = requests.ConvertAll(r => Ask(r.Request!, r.Number));
                var theirs = Task.Run(() => requests.ConvertAll(_ => reference.Receive()));
                sending.GetAwaiter().GetResult();
                var answers = theirs.GetAwaiter().GetResult();
                for (var i = 0; i < requests.Count; i++)
                {
                    Judge(requests[i].Number, requests[i].Request!, ours[i], answers[i], reference);
                }
            }

            _time = watch.Elapsed;
            return _failures;
        }

        private Request? Make(Corpus corpus, int number)
        {
            var request = corpus.Make(number, out var bytes);
            if (request is null)
            {
                Count("damaged: no text");
                if (EngineUnderTest.Parse(bytes) != "syntax")
                {
                    _failures.Add(Text($"document {number}: bytes that are not UTF-8 were read.\n{Convert.ToHexString(bytes!)}"));
                }
            }

            return request;
        }

        // Every third request goes to the engine whose resolvers make it wait.
        private Answer Ask(Request request, int number) => (number % 3 == 0 ? _waitingEngine : _engine).Ask(request);

        private void Judge(int number, Request request, Answer ours, Answer theirs, ReferenceProcess reference)
        {
            Count($"{request.Kind}: {theirs.Verdict}");
            if (_failures.Count >= MaxReports || Comparison.Difference(ours, theirs) is null)
            {
                return;
            }

            var (mine, yours, difference) = (ours, theirs, Comparison.Difference(ours, theirs)!);
            var smallest = Shrinking.Shrink(request, smaller =>
            {
                reference.Send(smaller);
                var (a, b) = (Ask(smaller, number), reference.Receive());
                if (b.Verdict != theirs.Verdict || Comparison.Difference(a, b) is not { } still || Sort(still) != Sort(difference))
                {
                    return false;
                }

                (mine, yours) = (a, b);
                return true;
            });
            _failures.Add(Text(
                $"""
                ── seed {seed}, document {number} ({request.Kind}): {Comparison.Difference(mine, yours)}
                {Visible(smallest.Document)}
                variables {smallest.Variables ?? "none"}, operation {smallest.OperationName ?? "the only one"}, data from {smallest.Seed} with {smallest.Faults} % faults
                ours:   {mine}
                theirs: {yours}
                """));
        }

        private void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

        // The kind of a difference, which shrinking must not change into another: all but places and values.
        private static string Sort(string difference) => difference.StartsWith("data", StringComparison.Ordinal)
            ? "data"
            : string.Concat(difference.Where(c => !char.IsAsciiDigit(c)));

        private static string Visible(string document)
        {
            var text = new StringBuilder();
            foreach (var c in document)
            {
                text.Append(c != '\n' && (char.IsControl(c) || c is '\uFEFF' or '\u2028' or '\u00A0')
                    ? string.Create(CultureInfo.InvariantCulture, $"⟨{(int)c:X4}⟩")
                    : c.ToString());
            }

            return text.ToString();
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
