using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using GraphQLEngine.Execution;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Bench;

/// <summary>
/// What a request costs on the server, HTTP apart: from the query's bytes to the response's bytes, on whatever the
/// database of <c>DIRECTORY_DATABASE_API</c> holds.
/// </summary>
[MemoryDiagnoser]
public class QueryBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private GraphQLExecutor _executor = null!;
    private DirectoryRequest _context = null!;
    private byte[] _one = [];

    // The in-process runner does not wait for an asynchronous set-up.
    [GlobalSetup]
    public void Load()
    {
        var picture = PictureLoader.LoadAsync().GetAwaiter().GetResult();
        _executor = new GraphQLExecutor(DirectorySchema.Build());
        _context = new DirectoryRequest(
            picture,
            Instant.FromUtc(2026, 11, 23, 9, 0),
            new EntryHistory(NpgsqlDataSource.Create(PictureLoader.Connection)),
            new CompetenceGaps(NullLogger<CompetenceGaps>.Instance),
            schools: null);
        var some = picture.List(new AdministrationQuery { Types = ["mairie"], First = 1 }).Items[0].Record;
        _one = Encoding.UTF8.GetBytes(
            $$"""{ administration(id: "{{some.Id}}") { id name addresses { lines postalCode city } channels { kind value } verifiedAt } }""");
    }

    /// <summary>One administration by its id.</summary>
    [Benchmark(Baseline = true)]
    public int AdministrationById() => Run(_one);

    /// <summary>The 20 nearest mairies with their hours and channels.</summary>
    [Benchmark]
    public int NearestMairies() => Run(Queries.NearestMairies);

    /// <summary>Who serves Villeurbanne, and are they open: the README's query.</summary>
    [Benchmark]
    public int ServingVilleurbanne() => Run(Queries.Serving);

    /// <summary>A page of 100 names.</summary>
    [Benchmark]
    public int PageOfHundred() => Run(Queries.Page);

    /// <summary>A week of every counter that serves a commune, day by day.</summary>
    [Benchmark]
    public int WeekOfHours() => Run(Queries.Week);

    /// <summary>A démarche from a usager's words, with documents, online services, and whom to turn to with a week of hours.</summary>
    [Benchmark]
    public int CarteGrise() => Run(Queries.CarteGrise);

    private int Run(byte[] query)
    {
        _output.ResetWrittenCount();
        var execution = _executor.ExecuteAsync(new GraphQLRequest(query) { Context = _context }, _output);
        var outcome = execution.IsCompletedSuccessfully
            ? execution.Result
            : throw new InvalidOperationException("These queries wait for nothing.");
        return outcome.Errors.Count == 0
            ? _output.WrittenCount
            : throw new InvalidOperationException(outcome.Errors[0].Message);
    }
}

/// <summary>The queries measured, also sent over HTTP by <c>bench/load.sh</c>.</summary>
internal static class Queries
{
    public static readonly byte[] NearestMairies = Read("nearest");
    public static readonly byte[] Serving = Read("serving");
    public static readonly byte[] Page = Read("page");
    public static readonly byte[] Week = Read("week");
    public static readonly byte[] CarteGrise = Read("carte-grise");

    private static byte[] Read(string name)
    {
        using var stream = typeof(Queries).Assembly.GetManifestResourceStream($"{name}.graphql")
            ?? throw new InvalidOperationException($"There is no query {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
