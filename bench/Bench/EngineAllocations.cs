using System.Buffers;
using BenchmarkDotNet.Attributes;
using GraphQLEngine.Execution;

namespace PublicDirectory.Bench;

/// <summary>
/// What the engine itself costs when the plan is known: resolvers only point at objects that are there, so that every
/// byte allocated is the engine's. Nothing is kept of what was written, so that it is written anew each time.
/// </summary>
[MemoryDiagnoser]
public class EngineAllocations
{
    private static readonly Counter[] Counters =
        [.. Enumerable.Range(0, 100)
            .Select(i => new Counter($"Mairie {i}", [.. Enumerable.Range(0, 5).Select(j => new Line("PHONE", $"+3347200{i:00}{j}"))]))];

    private static readonly byte[] Query = "{ counters { name lines { kind value } } }"u8.ToArray();
    private static readonly byte[] OneQuery = "{ counter { name lines { kind value } } }"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private readonly GraphQLExecutor _executor = new(
        ExecutableSchema.Build(
            """
            type Query { counter: Counter!, counters: [Counter!]! }
            type Counter { name: String!, lines: [Line!]! }
            type Line { kind: String!, value: String! }
            """,
            new ResolverMap()
                .Query(query => query.Field("counter", _ => Counters[0]).List("counters", _ => Counters))
                .Object<Counter>("Counter", counter => counter.Field("name", c => c.Name).List("lines", c => c.Lines))
                .Object<Line>("Line", line => line.Field("kind", l => l.Kind).Field("value", l => l.Value))),
        new ExecutorOptions { CostBudget = 100_000, Timeout = TimeSpan.FromSeconds(10) });

    /// <summary>One object with a list of five.</summary>
    [Benchmark]
    public int One() => Run(OneQuery);

    /// <summary>A hundred objects, each with a list of five.</summary>
    [Benchmark]
    public int Hundred() => Run(Query);

    private int Run(byte[] query)
    {
        _output.ResetWrittenCount();
        var execution = _executor.ExecuteAsync(new GraphQLRequest(query), _output);
        return execution.IsCompletedSuccessfully && execution.Result.Errors.Count == 0
            ? _output.WrittenCount
            : throw new InvalidOperationException("These queries wait for nothing and have no errors.");
    }

    private sealed record Counter(string Name, Line[] Lines);

    private sealed record Line(string Kind, string Value);
}
