using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Tests.Execution;

// A small schema with classes and structs as sources, and fields that fail on request.
internal static class Sample
{
    public const string Sdl =
        """
        scalar Date
        enum Level { LOW HIGH }
        input Filter { name: String = "x", level: Level, tags: [String!], near: Point }
        input Point { x: Float!, y: Float! = 2.5 }
        input Bad { a: Int }
        input By @oneOf { id: ID, name: String }
        interface Node { id: ID! }
        union Any = Office | Place
        type Office implements Node {
          id: ID!, name: String!, nick: String, parent: Office, children: [Office!]!, tags: [String], scores: [Int!]
          place: Place, maybe: Place, level: Level!, opened: Date, fail: String, failHard: String!, matrix: [[Int!]]
        }
        type Place implements Node { id: ID!, x: Float!, label: String }
        type Query {
          office(name: String = "A"): Office, strict: Office!, node(n: Int!): Node, any: [Any], offices: [Office]
          echo(text: String, int: Int, float: Float, id: ID, flag: Boolean, level: Level, date: Date, ints: [Int!], filter: Filter, by: By): String
          later: Int, laterFail: Int, laterOffice: Office, laterHard: Int!, laterList: [Office!]
          holes: [[String!]], brokenHoles: [[Office]], covariant: [Any], stuck: Int, broken: [Office], laterBroken: [Office], bad(input: Bad): Int
          long: Int, nan: Float, nulls: [Office!], text: String
        }
        type Mutation { add(n: Int!): Int!, addLater(n: Int!): Int! }
        """;

    public enum Level { Low, High }

    public sealed record Office(string Name, Office? Parent = null)
    {
        public List<Office> Children { get; } = [];
    }

    public readonly record struct Place(int Id, double X, byte[] Label);

    // a list of two whose second item cannot be had
    public sealed class BrokenList : IReadOnlyList<Office>
    {
        public int Count => 2;

        public Office this[int index] => index == 0 ? new Office("first") : throw new InvalidOperationException("gone");

        public IEnumerator<Office> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class Counter
    {
        public List<int> Seen { get; } = [];

        public string Text { get; init; } = "";
    }

    public static ResolverMap Resolvers() => new ResolverMap()
        .Scalar(
            "Date",
            (in input) => DateOnly.TryParseExact(input.String(), "O", out var date)
                ? date
                : throw new FormatException("expected a date such as 2026-03-02"),
            (writer, date) => writer.WriteFormatted(date, "O"))
        .Enum("Level", (Level.Low, "LOW"), (Level.High, "HIGH"))
        .Input<int>("Bad", _ => throw new InvalidOperationException("secret"))
        .Object<Office>("Office", type => type
            .Field("id", o => o.Name)
            .Field("name", o => o.Name == "nameless" ? null! : o.Name)
            .Field("nick", o => (string?)null)
            .Field("parent", o => o.Parent)
            .List("children", o => o.Children)
            .List("tags", o => new[] { "a", null, "é\"\n" })
            .List("scores", o => new[] { 1, 2 })
            .Field("place", o => new Place(7, 1.5, "pl\u00e2ce"u8.ToArray()))
            .Field("maybe", o => o.Parent is null ? null : (Place?)new Place(8, 0, []))
            .Field("level", _ => Level.High)
            .Field("opened", _ => (DateOnly?)new DateOnly(2026, 3, 2))
            .Field("fail", string (_) => throw new GraphQLException("No.", "NOPE", new Dictionary<string, object?> { ["why"] = "because" }))
            .Field("failHard", string (_) => throw new InvalidOperationException("secret"))
            .NestedList<int>("matrix", (_, _) => [[1, 2], null, []]))
        .Object<Place>("Place", type => type
            .Field("id", p => p.Id)
            .Field("x", p => p.X)
            .Field("label", p => new Utf8Text(p.Label)))
        .Interface<object>("Node", cases => cases.Case<Office>("Office").Case<Place>("Place"))
        .Union<object>("Any", cases => cases.Case<Office>("Office").Case<Place>("Place"))
        .Query(Query)
        .Mutation(mutation => mutation
            .Field("add", (_, c) => Add(c))
            .FieldAsync("addLater", async (_, c) =>
            {
                await Task.Delay(10 - (2 * c.Argument<int>("n")), c.CancellationToken);
                return Add(c);
            }))
        .AddIntrospection();

    public static ExecutableSchema Schema { get; } = ExecutableSchema.Build(Sdl, Resolvers());

    private static int Add(ResolverContext context)
    {
        var seen = context.Request<Counter>().Seen;
        seen.Add(context.Argument<int>("n"));
        return seen.Count;
    }

    private static void Query(ObjectResolvers<Root> query) => query
        .Field("office", (_, c) => new Office(c.Argument<string>("name")!, new Office("P")))
        .Field("strict", _ => new Office("S"))
        .Field(
            "node",
            (_, c) => c.Argument<int>("n") switch { 0 =>
                new Office("N"), 1 => new Place(1, 2, "p"u8.ToArray()), 2 => new object(), _ => null })
        .List("any", _ => new object?[] { new Office("U"), new Place(3, 4, []), null })
        .List("offices", _ => new Office?[] { new("1"), new("nameless"), null })
        .Field("echo", (_, c) => Echo(c))
        .FieldAsync("later", async (_, c) =>
        {
            await Task.Delay(1, c.CancellationToken);
            return 1;
        })
        .FieldAsync<int>("laterFail", async (_, c) =>
        {
            await Task.Delay(1, c.CancellationToken);
            throw new GraphQLException("Later no.", "NOPE");
        })
        .FieldAsync("laterOffice", async (_, _) =>
        {
            await Task.Yield();
            return new Office("L");
        })
        .FieldAsync<int>("laterHard", (_, _) => throw new GraphQLException("At once."))
        .ListAsync<Office>("laterList", async (_, _) =>
        {
            await Task.Yield();
            return [new Office("L1"), new Office("nameless")];
        })
        .NestedList<string>("holes", (_, _) => [["a"], ["b", null!], ["c"], [null!]])
        .NestedList<Office>("brokenHoles", (_, _) => [[], new BrokenList(), [new Office("N")]])
        .List<object>("covariant", _ => new Office[] { new("C") })
        .FieldAsync<int>("stuck", (_, _) => new(new TaskCompletionSource<int>().Task))
        .List<Office>("broken", _ => new BrokenList())
        .ListAsync<Office>("laterBroken", async (_, _) =>
        {
            await Task.Yield();
            return new BrokenList();
        })
        .Field("bad", _ => 1)
        .Field("long", _ => 2147483648L)
        .Field("nan", _ => double.NaN)
        .List("nulls", _ => new Office[] { null! })
        .Field("text", (_, c) => c.Request<Counter>().Text);

    private static string Echo(ResolverContext c)
    {
        var parts = new List<string>();
        foreach (var argument in c.Field.Arguments.Where(a => c.HasArgument(a.Name)))
        {
            parts.Add(argument.Name + "=" + argument.Name switch
            {
                "int" => $"{c.Argument<int?>("int")}",
                "float" => FormattableString.Invariant($"{c.Argument<double?>("float")}"),
                "flag" => $"{c.Argument<bool?>("flag")}",
                "level" => $"{c.Argument<Level?>("level")}",
                "date" => $"{c.Argument<DateOnly?>("date"):O}",
                "ints" => string.Join('+', c.ArgumentList<int>("ints")),
                "filter" when c.Argument<InputObject>("filter") is { } f =>
                    $"({f.Get<string>("name")},{f.Get<Level?>("level")},{string.Join('+', f.List<string>("tags"))},{(f.Has("near") ? Near(f) : "-")})",
                "by" when c.Argument<InputObject>("by") is { } b =>
                    b.Has("id") ? "id:" + b.Get<string>("id") : "name:" + b.Get<string>("name"),
                _ => c.Argument<string>(argument.Name) ?? "null",
            });
        }

        return string.Join(' ', parts);
    }

    private static string Near(InputObject filter) =>
        filter.Get<InputObject>("near") is { } near
            ? FormattableString.Invariant($"{near.Get<double>("x")}/{near.Get<double>("y")}")
            : "null";
}
