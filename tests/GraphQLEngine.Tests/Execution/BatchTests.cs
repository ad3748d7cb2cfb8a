using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

// A tree whose batch fields write down what they were called with.
public class BatchTests
{
    private static readonly ExecutableSchema Schema = ExecutableSchema.Build(
        """
        interface Thing { id: Int! }
        type Node implements Thing {
          id: Int!, children: [Node!]!, owner(as: String): Owner, boss: Owner!, odd: Int, oddHard: Int!, tags: [String!], far: Node
          few: Int, broken: Int, slow: Int, things: [Thing], maybe: Int
        }
        type Leaf implements Thing { id: Int!, size: Int }
        type Owner { name: String!, rank: Int }
        type Query { nodes(n: Int = 3): [Node], node: Node!, things: [Thing] }
        type Mutation { first: Int, second: Node, third: Int }
        """,
        new ResolverMap()
            .Object<Node>("Node", type => type
                .Field("id", n => n.Id)
                .List("children", n => new[] { new Node((n.Id * 10) + 1), new Node((n.Id * 10) + 2) })
                .BatchAsync("owner", n => n.Id % 2 == 0 ? (int?)null : n.Id % 10, async (keys, c) => await Owners(keys, c))
                .BatchAsync(
                    "boss",
                    async (nodes, c) => await Log(c, nodes.Select(n => new BatchResult<Owner>(new Owner($"B{n.Id}"))).ToArray(), nodes))
                .BatchAsync("odd", async (nodes, c) => await Log(c, nodes.Select(Odd).ToArray(), nodes))
                .BatchAsync("oddHard", async (nodes, c) => await Log(c, nodes.Select(Odd).ToArray(), nodes))
                .BatchListAsync(
                    "tags",
                    async (nodes, c) =>
                        await Log(c, nodes.Select(n => n.Id == 2 ? null : (IReadOnlyList<string>)[$"t{n.Id}"]).ToArray(), nodes))
                .BatchAsync("far", async (nodes, c) => await Log(c, nodes.Select(n => new Node(n.Id + 100)).ToArray(), nodes))
                .BatchAsync("few", async (nodes, c) => await Log(c, new[] { 1 }, nodes))
                .BatchAsync("broken", async (_, _) => await Fail())
                .FieldAsync("slow", async (n, c) => await c.Request<Calls>().AllTogetherAsync(n.Id, c.CancellationToken))
                .List("things", n => new object?[] { n, new Leaf(n.Id), null })
                .BatchAsync("maybe", async (nodes, c) => await Log(c, nodes.Select(n => n.Id == 1 ? (int?)null : n.Id).ToArray(), nodes)))
            .Object<Leaf>("Leaf", type => type
                .Field("id", l => l.Id)
                .BatchAsync(
                    "size", async (leaves, c) => await Log(c, leaves.Select(l => l.Id).ToArray(), leaves.Select(l => l.Id).ToArray())))
            .Object<Owner>("Owner", type => type
                .Field("name", o => o.Name)
                .BatchAsync("rank", async (owners, c) => await Log(c, owners.Select(o => o.Name.Length).ToArray(), owners)))
            .Interface<object>("Thing", cases => cases.Case<Node>("Node").Case<Leaf>("Leaf"))
            .Query(query => query
                .List("nodes", (_, c) => Enumerable.Range(1, c.Argument<int>("n")).Select(i => i == 4 ? null : new Node(i)).ToArray())
                .Field("node", _ => new Node(1))
                .List("things", _ => new object?[] { new Node(1), new Leaf(2), null, new Node(3) }))
            .Mutation(mutation => mutation
                .Field("first", (_, c) => c.Request<Calls>().Count("first"))
                .FieldAsync("second", async (_, c) =>
                {
                    await Task.Delay(5, c.CancellationToken);
                    return new Node(c.Request<Calls>().Count("second"));
                })
                .Field("third", (_, c) => c.Request<Calls>().Count("third"))));

    [Theory]
    [InlineData( // one call for the items of a list
        "{ nodes { id odd } }",
        """{"data":{"nodes":[{"id":1,"odd":1},{"id":2,"odd":null},{"id":3,"odd":3}]},"errors":[{"message":"Even.","locations":[{"line":1,"column":14}],"path":["nodes",1,"odd"],"extensions":{"code":"EVEN"}}]}""",
        "odd(1,2,3)")]
    [InlineData( // one call for the lists of all items of a list
        "{ nodes(n: 2) { children { maybe } } }",
        """{"data":{"nodes":[{"children":[{"maybe":11},{"maybe":12}]},{"children":[{"maybe":21},{"maybe":22}]}]}}""",
        "maybe(11,12,21,22)")]
    [InlineData( // a null item asks for nothing
        "{ nodes(n: 5) { id tags } }",
        """{"data":{"nodes":[{"id":1,"tags":["t1"]},{"id":2,"tags":null},{"id":3,"tags":["t3"]},null,{"id":5,"tags":["t5"]}]}}""",
        "tags(1,2,3,5)")]
    [InlineData( // a non-null item that fails takes its object with it, alone
        "{ nodes { id oddHard } }",
        """{"data":{"nodes":[{"id":1,"oddHard":1},null,{"id":3,"oddHard":3}]},"errors":[{"message":"Even.","locations":[{"line":1,"column":14}],"path":["nodes",1,"oddHard"],"extensions":{"code":"EVEN"}}]}""",
        "oddHard(1,2,3)")]
    [InlineData( // a non-null list between the error and the nearest place that may be null
        "{ nodes(n: 2) { children { oddHard } id } }",
        """{"data":{"nodes":[null,null]},"errors":[{"message":"Even.","locations":[{"line":1,"column":28}],"path":["nodes",0,"children",1,"oddHard"],"extensions":{"code":"EVEN"}},{"message":"Even.","locations":[{"line":1,"column":28}],"path":["nodes",1,"children",1,"oddHard"],"extensions":{"code":"EVEN"}}]}""",
        "oddHard(11,12,21,22)")]
    [InlineData( // batches below batches, level by level; keys are asked for once
        "{ nodes(n: 2) { children { owner { name rank } } } }",
        """{"data":{"nodes":[{"children":[{"owner":{"name":"O1","rank":2}},{"owner":null}]},{"children":[{"owner":{"name":"O1","rank":2}},{"owner":null}]}]}}""",
        "owner(1) rank(O1,O1)")]
    [InlineData( // each selected field is a call of its own, with its own arguments
        "{ node { a: owner(as: \"x\") { name } b: owner(as: \"y\") { name } } }",
        """{"data":{"node":{"a":{"name":"O1"},"b":{"name":"O1"}}}}""",
        "owner(1) owner(1)")]
    [InlineData(
        "{ node { far { far { id boss { rank } } } } }",
        """{"data":{"node":{"far":{"far":{"id":201,"boss":{"rank":4}}}}}}""",
        "far(1) far(101) boss(201) rank(B201)")]
    [InlineData( // the cases of an interface, with and without batch fields
        "{ things { id ... on Node { maybe things { ... on Node { maybe } } } } }",
        """{"data":{"things":[{"id":1,"maybe":null,"things":[{"maybe":null},{},null]},{"id":2},null,{"id":3,"maybe":3,"things":[{"maybe":3},{},null]}]}}""",
        "maybe(1,3) maybe(1,3)")]
    [InlineData( // cases that take turns in a list: one call for each
        "{ nodes { things { ... on Leaf { size } ... on Node { maybe } } } }",
        """{"data":{"nodes":[{"things":[{"maybe":null},{"size":1},null]},{"things":[{"maybe":2},{"size":2},null]},{"things":[{"maybe":3},{"size":3},null]}]}}""",
        "maybe(1,2,3) size(1,2,3)")]
    [InlineData( // a call that fails as a whole fails at each place
        "{ nodes(n: 2) { broken } }",
        """{"data":{"nodes":[{"broken":null},{"broken":null}]},"errors":[{"message":"Internal error","locations":[{"line":1,"column":17}],"path":["nodes",0,"broken"],"extensions":{"code":"INTERNAL"}},{"message":"Internal error","locations":[{"line":1,"column":17}],"path":["nodes",1,"broken"],"extensions":{"code":"INTERNAL"}}]}""",
        "")]
    [InlineData( // too few values are a defect of the resolver, never a shift by one
        "{ nodes(n: 1) { few } next: nodes(n: 2) { few } }",
        """{"data":{"nodes":[{"few":1}],"next":[{"few":null},{"few":null}]},"errors":[{"message":"Internal error","locations":[{"line":1,"column":43}],"path":["next",0,"few"],"extensions":{"code":"INTERNAL"}},{"message":"Internal error","locations":[{"line":1,"column":43}],"path":["next",1,"few"],"extensions":{"code":"INTERNAL"}}]}""",
        "few(1) few(1,2)")]
    [InlineData( // the fields of a mutation wait for each other, also when some of them do not wait
        "mutation { first second { id maybe } third }",
        """{"data":{"first":1,"second":{"id":2,"maybe":2},"third":3}}""",
        "first second maybe(2) third")]
    public void Batch_InAnyPlace_IsCalledOncePerFieldAndLevel(string query, string expected, string calls)
    {
        var log = new Calls();

        var response = Ask.Of(Schema, query, context: log);

        Assert.Equal(expected, response);
        Assert.Equal(calls, string.Join(' ', log.Seen));
    }

    [Fact]
    public void AsynchronousFields_OfTheItemsOfAList_RunSideBySide()
    {
        // each call ends when all three have started
        var log = new Calls { Expected = 3 };

        var response =
            Ask.Of(Schema, "{ nodes { slow } }", context: log, options: new ExecutorOptions { Timeout = TimeSpan.FromSeconds(20) });

        Assert.Equal("""{"data":{"nodes":[{"slow":1},{"slow":2},{"slow":3}]}}""", response);
    }

    [Fact]
    public void Batch_ThatFailsAsAWhole_IsOneEventForTheHost()
    {
        var reported = new List<Exception>();

        Ask.Of(Schema, "{ nodes { broken } }", options: new ExecutorOptions { OnUnexpectedError = (e, _) => reported.Add(e) });

        Assert.Equal("secret", Assert.Single(reported).Message);
    }

    [Fact]
    public void Batch_BeyondItsTime_IsCutToAnError()
    {
        var log = new Calls { Expected = 100 };

        var response =
            Ask.Of(Schema, "{ nodes { slow } }", context: log, options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(30) });

        Assert.StartsWith("""{"data":null,"errors":[{"message":"The request took longer than""", response, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<int, Owner>> Owners(IReadOnlyList<int> keys, ResolverContext c)
    {
        await Log(c, keys, keys);
        return keys.ToDictionary(k => k, k => new Owner($"O{k}"));
    }

    private static async Task<IReadOnlyList<int>> Fail()
    {
        await Task.Yield();
        throw new InvalidOperationException("secret");
    }

    private static BatchResult<int> Odd(Node node) =>
        node.Id % 2 == 0 ? new(new GraphQLException("Even.", "EVEN")) : new(node.Id);

    private static async Task<IReadOnlyList<T>> Log<T, TSource>(ResolverContext c, IReadOnlyList<T> values, IReadOnlyList<TSource> sources)
    {
        var calls = c.Request<Calls>();
        lock (calls)
        {
            calls.Seen.Add($"{c.Field.Name}({string.Join(',', sources)})");
        }

        await Task.Yield();
        return values;
    }

    private sealed record Node(int Id)
    {
        public override string ToString() => $"{Id}";
    }

    private sealed record Leaf(int Id);

    private sealed record Owner(string Name)
    {
        public override string ToString() => Name;
    }

    private sealed class Calls
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _started;

        public List<string> Seen { get; } = [];

        public int Expected { get; init; }

        public int Count(string name)
        {
            Seen.Add(name);
            return Seen.Count(s => !s.Contains('(', StringComparison.Ordinal));
        }

        public async Task<int> AllTogetherAsync(int value, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _started) == Expected)
            {
                _all.SetResult();
            }

            await _all.Task.WaitAsync(cancellationToken);
            return value;
        }
    }
}
