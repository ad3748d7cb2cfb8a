using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests;

// The example of src/GraphQLEngine/README.md: what stands between the two marks stands there, word for word.
public class ReadmeExample
{
    private const string Expected =
        """{"data":{"search":[{"__typename":"TownHall","name":"Mairie de Brest","state":"OPEN"},{"__typename":"Form","number":"2042"}]}}""";

    // <example>
    public sealed record TownHall(string Name, DateOnly[] ClosedOn);                  // a source may be a class …

    public readonly record struct Form(int Number);                                  // … or a struct

    public enum State { Open, Closed }

    private static ExecutableSchema BuildSchema() => ExecutableSchema.Build(
        """
        scalar Date
        enum State { OPEN CLOSED }
        input Period { from: Date!, to: Date }
        type TownHall { name: String!, closedOn(during: Period): [Date!]!, state: State!, visitors: Int }
        type Form { number: ID! }
        union Result = TownHall | Form
        type Query { search(text: String!, first: Int! = 10): [Result!]! }
        """,
        new ResolverMap()
            .Scalar("Date", (in input) => DateOnly.ParseExact(input.String(), "O"), (writer, date) => writer.WriteFormatted(date, "O"))
            .Enum("State", (State.Open, "OPEN"), (State.Closed, "CLOSED"))
            .Input("Period", input => (From: input.Get<DateOnly>("from"), To: input.Get<DateOnly?>("to")))
            .Object<TownHall>("TownHall", type => type
                .Field("name", t => t.Name)
                .List("closedOn", (t, context) => context.Argument<(DateOnly From, DateOnly? To)?>("during") is { } period
                    ? t.ClosedOn.Where(d => d >= period.From && !(d > period.To)).ToArray()
                    : t.ClosedOn)
                .Field("state", t => t.ClosedOn.Length == 0 ? State.Open : State.Closed)
                .FieldAsync("visitors", async (t, context) => await CountAsync(t, context.CancellationToken)))
            .Object<Form>("Form", type => type.Field("number", f => f.Number))
            .Union<object>("Result", cases => cases.Case<TownHall>("TownHall").Case<Form>("Form"))
            .Query(query => query
                .List("search", (_, context) => context.Request<object[]>().Take(context.Argument<int>("first")).ToArray()))
            .AddIntrospection());

    private static async Task<string> Ask(GraphQLExecutor executor, object[] everything)
    {
        var output = new ArrayBufferWriter<byte>();
        var request = new GraphQLRequest("""query($n: Int!) { search(text: "b", first: $n) { __typename ... on TownHall { name state } ... on Form { number } } }""")
        {
            Variables = JsonElement.Parse("""{ "n": 2 }"""),
            Context = everything,
        };
        ExecutionOutcome outcome = await executor.ExecuteAsync(request, output);
        return outcome.IsRequestError ? throw new GraphQLException(outcome.Errors[0].Message) : Encoding.UTF8.GetString(output.WrittenSpan);
    }

    // </example>
    [Fact]
    public async Task Example_AsWritten_Answers()
    {
        var response = await Ask(new GraphQLExecutor(BuildSchema()), [new TownHall("Mairie de Brest", []), new Form(2042)]);

        Assert.Equal(Expected, response);
    }

    [Fact]
    public void Readme_ShowsTheExample_WordForWord()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ReadmeExample.cs"));
        var example = source.Split("    // <example>\n")[1].Split("\n\n    // </example>")[0]
            .Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line);

        Assert.Contains(
            string.Join('\n', example),
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")),
            StringComparison.Ordinal);
    }

    private static ValueTask<int> CountAsync(TownHall hall, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(hall.Name.Length);
    }
}
