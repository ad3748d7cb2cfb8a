using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

// What is written for objects that never change is kept; nothing else is.
public class UnchangingTests
{
    private const string Sdl =
        """
        type Hall { id: ID!, name: String!, now: Int!, rooms(most: Int = 9): [Room!]!, broken: String }
        type Room { number: Int!, now: Int! }
        type Query { halls: [Hall!]! }
        """;

    private readonly Hall[] _halls = [new(1, 2), new(2, 0)];
    private readonly GraphQLExecutor _executor;
    private int _names;
    private int _now;

    public UnchangingTests() => _executor = new GraphQLExecutor(Schema());

    [Fact]
    public async Task UnchangingFields_AskedTwice_AreResolvedOnce()
    {
        var first = await AskAsync("{ halls { id name } }");
        var second = await AskAsync("{ halls { id name } }");

        Assert.Equal("""{"data":{"halls":[{"id":"1","name":"Hall 1"},{"id":"2","name":"Hall 2"}]}}""", first);
        Assert.Equal(first, second);
        Assert.Equal(2, _names);
    }

    [Fact]
    public async Task UnchangingFields_WhereNothingIsKept_AreResolvedEachTime()
    {
        var executor = new GraphQLExecutor(Schema(), new ExecutorOptions { KeptBytes = 0 });

        await Ask.OfAsync(executor, "{ halls { id name } }");
        await Ask.OfAsync(executor, "{ halls { id name } }");

        Assert.Equal(4, _names);
    }

    [Fact]
    public async Task FieldsThatChange_BesideAndBelowUnchangingOnes_AreResolvedEachTime()
    {
        const string query = "{ halls { id name now rooms { number now } } }";
        var first = await AskAsync(query);
        _now = 5;

        var second = await AskAsync(query);

        Assert.Equal(
            """{"data":{"halls":[{"id":"1","name":"Hall 1","now":0,"rooms":[{"number":0,"now":0},{"number":1,"now":0}]},{"id":"2","name":"Hall 2","now":0,"rooms":[]}]}}""",
            first);
        Assert.Equal(first.Replace("\"now\":0", "\"now\":5", StringComparison.Ordinal), second);
    }

    [Theory]
    [InlineData("{ halls { id name rooms(most: 1) { number } } }", """[{"number":0}]""")]
    [InlineData("{ halls { name id rooms { number } } }", """[{"number":0},{"number":1}]""")]
    public async Task UnchangingFields_OfOtherOperations_AreTheirOwn(string query, string rooms)
    {
        await AskAsync("{ halls { id name rooms(most: 0) { number } } }");

        Assert.Contains(rooms, await AskAsync(query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_FromVariables_AreLookedAtEachTime()
    {
        const string query = "query ($most: Int) { halls { id name rooms(most: $most) { number } } }";
        await AskAsync(query, """{ "most": 0 }""");

        Assert.Contains("""[{"number":0}]""", await AskAsync(query, """{ "most": 1 }"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_OfUnchangingFields_AreToldEachTime()
    {
        const string query = "{ halls { id broken } }";
        var first = await AskAsync(query);

        Assert.Contains("\"errors\":[", first, StringComparison.Ordinal);
        Assert.Equal(first, await AskAsync(query));
    }

    [Fact]
    public async Task AnotherSource_EqualToTheFirst_HasItsOwnFields()
    {
        await AskAsync("{ halls { id name } }");
        _halls[0] = new Hall(1, 2) { Suffix = " (moved)" };

        Assert.Contains("Hall 1 (moved)", await AskAsync("{ halls { id name } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreThanTheMemoryHolds_IsAnsweredAllTheSame()
    {
        var executor = new GraphQLExecutor(Schema(), new ExecutorOptions { KeptBytes = 1200 });
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                _halls[0] = new Hall(i, 0);

                Assert.Contains($"\"Hall {i}\"", await Ask.OfAsync(executor, "{ halls { id name } }"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void UnchangingField_WithoutResolver_StopsTheStart()
    {
        var resolvers = new ResolverMap()
            .Object<Hall>("Hall", hall => hall.Field("id", h => h.Id).Unchanging("rome"))
            .Query(query => query.List("halls", _ => _halls));

        var exception = Assert.Throws<GraphQLEngine.Schema.SchemaException>(
            () => ExecutableSchema.Build("type Hall { id: ID! } type Query { halls: [Hall!]! }", resolvers));

        Assert.Contains("\"Hall.rome\" is said to be unchanging, but has no resolver.", exception.Message, StringComparison.Ordinal);
    }

    private ValueTask<string> AskAsync(string query, string? variables = null) => Ask.OfAsync(_executor, query, variables);

    private ExecutableSchema Schema() => ExecutableSchema.Build(
        Sdl,
        new ResolverMap()
            .Object<Hall>("Hall", hall => hall
                .Field("id", h => h.Id)
                .Field("name", NameOf)
                .Field("now", (_, _) => _now)
                .List(
                    "rooms",
                    (h, context) => Enumerable.Range(0, Math.Min(h.Rooms, context.Argument<int>("most")))
                        .Select(n => new Room(n))
                        .ToArray())
                .Field("broken", string (_) => throw new InvalidOperationException("Out of order."))
                .Unchanging("rooms"))
            .Object<Room>("Room", room => room
                .Field("number", r => r.Number)
                .Field("now", (_, _) => _now)
                .Unchanging())
            .Query(query => query.List("halls", _ => _halls)));

    private string NameOf(Hall hall)
    {
        _names++;
        return $"Hall {hall.Id}{hall.Suffix}";
    }

    private sealed record Hall(int Id, int Rooms)
    {
        public string Suffix { get; init; } = "";
    }

    private sealed record Room(int Number);
}
