using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Bench;

/// <summary>
/// What every field of the contract costs as declared and as measured, on the national data: a table in Markdown, the dearest for what they
/// declare first. Ends with 1 where a field takes more than <see cref="MostMicroseconds"/> for each unit that it is declared to cost.
/// </summary>
internal sealed class CostTable
{
    // One unit is about a microsecond of a core; a field may take so many for each that it declares, and so many for nothing.
    private const double MostMicroseconds = 5;
    private const double FreeMicroseconds = 5;

    private const int Tries = 15;

    private readonly GraphQLExecutor _executor;
    private readonly DirectoryRequest _request;
    private readonly ArrayBufferWriter<byte> _output = new(1 << 24);
    private readonly GraphQLSchema _schema;
    private readonly List<Row> _rows = [];

    private CostTable(Picture picture)
    {
        var schema = DirectorySchema.Build();
        _schema = schema.Schema;
        _executor =
            new GraphQLExecutor(schema, new ExecutorOptions { KeptBytes = 0, CostBudget = int.MaxValue, MaxResponseBytes = 64 << 20 });
        _request = new DirectoryRequest(
            picture,
            Instant.FromUtc(2026, 11, 23, 9, 0),
            new EntryHistory(NpgsqlDataSource.Create(PictureLoader.Connection)),
            new CompetenceGaps(NullLogger<CompetenceGaps>.Instance),
            schools: null);
    }

    public static async Task<int> WriteAsync()
    {
        var table = new CostTable(await PictureLoader.LoadAsync());
        foreach (var (type, way) in CostWays.Of(table._request.Picture))
        {
            table.Measure((FieldsType)table._schema.FindType(type)!, way);
        }

        return table.Print();
    }

    private void Measure(FieldsType type, string way)
    {
        var without = Ask(way.Replace("$$", "__typename", StringComparison.Ordinal));
        var objects = Math.Max(1, Count(without.Response, type.Name));
        foreach (var field in type.Fields)
        {
            foreach (var arguments in CostWays.Arguments(type.Name, field.Name))
            {
                var selection = field.Type.Named is CompositeType ? "{ __typename }" : "";
                var with = Ask(way.Replace("$$", $"__typename x: {field.Name}{arguments} {selection}", StringComparison.Ordinal));
                _rows.Add(new Row(
                    $"{type.Name}.{field.Name}{arguments}",
                    Beyond(with.Microseconds, without.Microseconds) / objects,
                    (with.Cost - without.Cost) / (double)objects,
                    with.Error));
            }
        }
    }

    // The best of several tries, in time of a core; what waits for the database is on the clock.
    private Answer Ask(string query)
    {
        var best = double.MaxValue;
        var outcome = default(ExecutionOutcome);
        for (var i = 0; i < Tries; i++)
        {
            _output.ResetWrittenCount();
            var (start, core) = (Stopwatch.GetTimestamp(), CoreTime.Microseconds);
            var execution = _executor.ExecuteAsync(new GraphQLRequest(query) { Context = _request }, _output);
            var (isDone, used) = (execution.IsCompleted, CoreTime.Microseconds - core);
            outcome = execution.AsTask().GetAwaiter().GetResult();
            best = Math.Min(best, isDone ? used : Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return new Answer(
            best, outcome.Cost, Encoding.UTF8.GetString(_output.WrittenSpan), outcome.Errors is [var error, ..] ? error.Message : null);
    }

    // What is a small part of the way there cannot be told from chance.
    private static double Beyond(double with, double without) => with - without < without / 20 ? 0 : with - without;

    private static int Count(string response, string type)
    {
        using var json = JsonDocument.Parse(response);
        return Count(json.RootElement);

        int Count(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => (element.TryGetProperty("__typename", out var name) && name.GetString() == type ? 1 : 0)
                + element.EnumerateObject().Sum(property => Count(property.Value)),
            JsonValueKind.Array => element.EnumerateArray().Sum(Count),
            _ => 0,
        };
    }

    private int Print()
    {
        Console.WriteLine("| field | µs measured | cost declared | µs for one |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var row in _rows.OrderByDescending(row => row.Microseconds / Math.Max(row.Cost, 1)))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{Short(row.Field)}` | {row.Microseconds:F2} | {row.Cost:F0} | {(row.Cost == 0 ? "free" : $"{row.Microseconds / row.Cost:F2}")} |{(row.Error is null ? "" : $" {row.Error}")}"));
        }

        var tooDear = _rows.Where(row => row.Microseconds > Math.Max(row.Cost * MostMicroseconds, FreeMicroseconds)).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{_rows.Count} fields and ways to ask for them; {tooDear.Count} above {MostMicroseconds} µs for one: {string.Join(", ", tooDear.Select(row => Short(row.Field)))}"));
        return tooDear.Count == 0 ? 0 : 1;
    }

    private static string Short(string field) => field.Length <= 150 ? field : $"{field[..150]}…";

    private sealed record Answer(double Microseconds, int Cost, string Response, string? Error);

    private sealed record Row(string Field, double Microseconds, double Cost, string? Error);
}
