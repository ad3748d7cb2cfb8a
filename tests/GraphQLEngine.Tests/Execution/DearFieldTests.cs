using System.Collections.Concurrent;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

/// <summary>
/// Fields that have a weight: the clock is looked at before each, the same is not done twice, and work is counted as it is done.
/// </summary>
public class DearFieldTests
{
    private const string Sdl =
        """
        directive @cost(weight: Int!, multipliers: [String!]) on FIELD_DEFINITION
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
        type Query { few: [Item!]! @listSize(assumedSize: 20), many(first: Int!): [Item!]! @listSize(slicingArguments: ["first"]), scan(n: Int): Int @cost(weight: 10), walk(steps: Int!): Int @cost(weight: 1), item: Item, items: [Item!]!, later(n: Int): Int @cost(weight: 10) }
        type Mutation { scan(n: Int): Int @cost(weight: 10) }
        type Item { scan(n: Int): Int @cost(weight: 1), plain: Int, later: Int @cost(weight: 1), few: [Item!]! @listSize(assumedSize: 2) }
        """;

    private static readonly ExecutorOptions TenSeconds = new() { Timeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public void DearFields_SideBySide_EndWithTheTimeOfTheRequest()
    {
        var run = new Run();

        var response = run.Ask($"{{ {string.Join(' ', Enumerable.Range(0, 40).Select(n => $"a{n}: scan(n: {n})"))} }}", TenSeconds);

        Assert.Equal(11, run.Scans); // a second each: the eleventh begins when ten are over
        AssertEnded(response, ErrorCodes.Timeout);
    }

    [Fact]
    public void DearFields_BelowAnObject_EndWithTheTimeOfTheRequest()
    {
        var run = new Run();

        var response =
            run.Ask($"{{ item {{ {string.Join(' ', Enumerable.Range(0, 40).Select(n => $"a{n}: scan(n: {n})"))} }} }}", TenSeconds);

        Assert.Equal(11, run.Scans);
        AssertEnded(response, ErrorCodes.Timeout);
    }

    [Fact]
    public void DearFields_ThatMayWait_EndWithTheTimeOfTheRequest()
    {
        var run = new Run();

        var response = run.Ask($"{{ {string.Join(' ', Enumerable.Range(0, 40).Select(n => $"a{n}: later(n: {n})"))} }}", TenSeconds);

        Assert.Equal(11, run.Scans);
        AssertEnded(response, ErrorCodes.Timeout);
    }

    [Fact]
    public void Request_WhoseLastFieldTakesTooLong_IsNotAnsweredLate()
    {
        var run = new Run { Second = TimeSpan.FromSeconds(11) };

        AssertEnded(run.Ask("{ scan }", TenSeconds), ErrorCodes.Timeout);
    }

    [Fact]
    public void Loop_ThatCountsItsSteps_EndsWithTheTimeOfTheRequest()
    {
        var run = new Run();

        var response = run.Ask("{ walk(steps: 1000) }", TenSeconds);

        Assert.Equal(11, run.Steps);
        AssertEnded(response, ErrorCodes.Timeout);
    }

    [Fact]
    public void Work_ThatTurnsOutToCostMore_EndsAtTheBudget()
    {
        var run = new Run();

        var response = run.Ask("{ walk(steps: 1000) }", new ExecutorOptions { CostBudget = 100 });

        Assert.Equal(100, run.Steps); // one for the field, and one too many
        AssertEnded(response, ErrorCodes.CostLimit);
        Assert.Contains("\"cost\":101,\"limit\":100", response, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_ThatWasDone_IsPartOfTheCost()
    {
        var response = new Run().Ask("{ walk(steps: 30) }", new ExecutorOptions { CostBudget = 100 }, reportCost: true);

        Assert.Equal("""{"data":{"walk":30},"extensions":{"cost":{"cost":31,"limit":100}}}""", response);
    }

    [Theory]
    [InlineData("{ few { plain } }", 20 + 280)]
    [InlineData("{ few { few { plain } } }", 20 + (20 * 2) + 280 + (300 * 8))] // of each that there is, not of those expected
    [InlineData("{ many(first: 300) { plain } }", 300)] // paid for already
    [InlineData("{ items { plain } }", 10 + 290)] // ten are expected where the schema says nothing
    [InlineData("{ few { later } }", 20 + 20 + 280)]
    public void Lists_LongerThanTheSchemaSays_ArePartOfTheCost(string query, int cost)
    {
        var response = new Run().Ask(query, new ExecutorOptions { CostBudget = 10_000 }, reportCost: true);

        Assert.EndsWith($"\"extensions\":{{\"cost\":{{\"cost\":{cost},\"limit\":10000}}}}}}", response, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_FarLongerThanTheSchemaSays_EndAtTheBudget() =>
        AssertEnded(
            new Run().Ask("{ few { few { few { few { plain } } } } }", new ExecutorOptions { CostBudget = 1000 }), ErrorCodes.CostLimit);

    [Fact]
    public void Lists_WhoseItemsWait_EndAtTheBudgetBeforeAnyIsAsked()
    {
        var run = new Run();

        AssertEnded(run.Ask("{ few { later } }", new ExecutorOptions { CostBudget = 100 }), ErrorCodes.CostLimit);

        Assert.Equal(0, run.Scans);
    }

    [Theory]
    [InlineData("{ a: scan b: scan c: scan(n: null) }", 2)]
    [InlineData("{ a: scan(n: 1) b: scan(n: 1) c: scan(n: 2) }", 2)]
    [InlineData("query ($n: Int) { a: scan(n: $n) b: scan(n: $n) }", 1)]
    [InlineData("{ a: later(n: 1) b: later(n: 1) }", 1)]
    [InlineData("{ a: item { x: scan y: scan } b: item { z: scan } }", 1)] // one item, found twice
    [InlineData("{ items { a: scan b: scan } }", 300 + 44)] // so many are kept, the others are done each time
    [InlineData("mutation { a: scan b: scan }", 2)] // a change asked for twice is made twice
    public void DearField_AskedAgain_IsNotDoneAgain(string query, int scans)
    {
        var run = new Run();

        var response = run.Ask(query, new ExecutorOptions());

        Assert.DoesNotContain("errors", response, StringComparison.Ordinal);
        Assert.Equal(scans, run.Scans);
    }

    [Fact]
    public async Task Host_IsAskedToAdmit_BeforeAnythingRuns()
    {
        var run = new Run();
        var asked = new List<(int Cost, bool Waits)>();
        var request = new GraphQLRequest("{ scan later }")
        {
            Admit = async (cost, waits) =>
            {
                Assert.Equal(0, run.Scans);
                asked.Add((cost, waits));
                await Task.Yield();
                return null;
            },
        };

        await Ask.OfAsync(new GraphQLExecutor(run.Schema), request);
        var refused = await Record.ExceptionAsync(async () => await Ask.OfAsync(
            new GraphQLExecutor(run.Schema), request with { Admit = (_, _) => throw new UnauthorizedAccessException() }));

        Assert.Equal([(20, true)], asked);
        Assert.Equal(2, run.Scans);
        Assert.IsType<UnauthorizedAccessException>(refused);
    }

    [Theory]
    [InlineData("{ scan }", false)]
    [InlineData("{ scan }", true)]
    [InlineData("{ later }", false)]
    [InlineData("{ later }", true)]
    public async Task Request_RunsWhereTheHostSays(string query, bool admittedLater)
    {
        var run = new Run();
        using var place = new OneThread();
        var request = new GraphQLRequest(query)
        {
            Admit = async (_, _) =>
            {
                if (admittedLater)
                {
                    await Task.Delay(1);
                }

                return place;
            },
        };

        await Ask.OfAsync(new GraphQLExecutor(run.Schema), request);

        Assert.Equal(OneThread.Name, run.ScannedIn);
    }

    private static void AssertEnded(string response, string code)
    {
        using var json = JsonDocument.Parse(response);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("data").ValueKind);
        Assert.Equal(code, json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    // Every scan and every step of a walk takes a second of a clock of its own.
    private sealed class Run : TimeProvider
    {
        private readonly Item _item = new();
        private long _now;

        public Run()
        {
            var items = Enumerable.Range(0, 300).Select(_ => new Item()).ToArray();
            var few = items[..10];
            Schema = ExecutableSchema.Build(Sdl, new ResolverMap()
                .Object<Item>("Item", item => item.Field("scan", (_, _) => Scan()).Field("plain", _ => 1).List("few", _ => few)
                    .FieldAsync("later", (_, _) => new ValueTask<int>(Scan())))
                .Query(query => query
                    .Field("scan", (_, _) => Scan())
                    .Field("walk", (_, context) => Walk(context))
                    .Field("item", (_, _) => _item)
                    .List("items", (_, _) => items)
                    .List("few", (_, _) => items)
                    .List("many", (_, context) => items[..context.Argument<int>("first")])
                    .FieldAsync("later", (_, _) => new ValueTask<int>(Scan())))
                .Mutation(mutation => mutation.Field("scan", (_, _) => Scan())));
        }

        public ExecutableSchema Schema { get; }

        public int Scans { get; private set; }

        public string? ScannedIn { get; private set; }

        public int Steps { get; private set; }

        public TimeSpan Second { get; init; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public string Ask(string query, ExecutorOptions options, bool reportCost = false) => Tests.Ask.OfAsync(
            new GraphQLExecutor(Schema, options with { TimeProvider = this }), new GraphQLRequest(query) { ReportCost = reportCost })
            .AsTask().GetAwaiter().GetResult().Response;

        private int Scan()
        {
            _now += Second.Ticks;
            ScannedIn = Thread.CurrentThread.Name;
            return ++Scans;
        }

        private int Walk(ResolverContext context)
        {
            for (var step = 0; step < context.Argument<int>("steps"); step++)
            {
                Steps++;
                _now += Second.Ticks;
                context.Spend(1);
            }

            return Steps;
        }
    }

    private sealed class Item;

    private sealed class OneThread : TaskScheduler, IDisposable
    {
        public const string Name = "one thread";

        private readonly BlockingCollection<Task> _work = [];

        public OneThread() => new Thread(() =>
        {
            foreach (var task in _work.GetConsumingEnumerable())
            {
                TryExecuteTask(task);
            }
        })
        {
            IsBackground = true,
            Name = Name,
        }.Start();

        public void Dispose() => _work.CompleteAdding();

        protected override void QueueTask(Task task) => _work.Add(task);

        protected override IEnumerable<Task> GetScheduledTasks() => _work;

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    }
}
