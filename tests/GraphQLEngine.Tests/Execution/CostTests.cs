using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Tests.Execution;

public class CostTests
{
    [Theory]
    [InlineData("{ book { id name } }", null, 1)] // leaves are free
    [InlineData("{ __typename }", null, 0)]
    [InlineData("{ a: book { id } b: book { id } }", null, 2)]
    [InlineData("{ book { id } book { name } }", null, 1)] // merged: one field
    [InlineData("{ books { nodes { id } } }", null, 21)] // the page, and the default of the argument
    [InlineData("{ books(first: 100) { nodes { id } } }", null, 101)]
    [InlineData("{ books(first: 100) { nodes { author { name } } } }", null, 201)]
    [InlineData("{ books(first: 100) { nodes { similar { id } } } }", null, 401)]
    [InlineData("{ books(first: 10) { nodes { similar(first: 10) { similar(first: 10) { id } } } } }", null, 1111)]
    [InlineData("{ books(first: 100) { a: nodes { id } b: nodes { id } } }", null, 201)] // an alias is another list
    [InlineData("{ books(first: 100) { more { id } } }", null, 11)] // not sized: assumed
    [InlineData("{ books(first: 100) { total } }", null, 21)] // @cost on a leaf
    [InlineData("{ search(text: \"x\") { id } }", null, 52)] // @cost on a list counts once
    [InlineData("{ grid { id } }", null, 100)] // ten lists of ten
    [InlineData("{ grid(rows: 858993459) { similar(first: 2147483647) { id } } }", null, int.MaxValue)] // no product overflows
    [InlineData("query ($n: Int) { grid(rows: $n) { similar(first: 2147483647) { id } } }", """{ "n": 858993459 }""", int.MaxValue)]
    [InlineData("{ book { calendar } }", null, 61)] // a weight as many times as an argument says
    [InlineData("{ book { calendar(days: 5) } }", null, 11)]
    [InlineData("{ books(first: 100) { nodes { calendar(days: 5) } } }", null, 1101)]
    [InlineData("query ($n: Int) { book { calendar(days: $n) } }", """{ "n": 7 }""", 15)]
    [InlineData("query ($n: Int) { book { calendar(days: $n) } }", null, 61)]
    [InlineData("{ book { tags } }", null, 1)]
    [InlineData("{ byIds(ids: [1, 2, 3]) { id } }", null, 3)] // as many as asked for
    [InlineData("{ byIds(ids: 1) { id } }", null, 1)]
    [InlineData("query ($ids: [ID!]!) { byIds(ids: $ids) { id } }", """{ "ids": ["1", "2"] }""", 2)]
    [InlineData("query ($ids: [ID!]!) { byIds(ids: $ids) { id } }", """{ "ids": "1" }""", 1)]
    [InlineData("query ($id: ID!) { byIds(ids: [$id, $id]) { id } }", """{ "id": "1" }""", 2)]
    [InlineData("{ entries { id } }", null, 50)] // ten of the dearest type
    [InlineData("{ entries { related { id } } }", null, 250)] // 10 × (5 + 4 × 5)
    [InlineData("{ entries { ... on Book { author { name } similar { id } } } }", null, 50)] // 10 × max(1 + 1 + 3, 5)
    [InlineData("{ entries { ... on Book { author { name } similar(first: 9) { id } } } }", null, 110)] // 10 × max(1 + 1 + 9, 5)
    [InlineData("query ($n: Int) { books(first: $n) { nodes { id } } }", """{ "n": 3 }""", 4)]
    [InlineData("query ($n: Int) { books(first: $n) { nodes { id } } }", null, 21)] // absent: the argument's default
    [InlineData("query ($n: Int) { books(first: $n) { nodes { id } } }", """{ "n": null }""", 21)]
    [InlineData("query ($n: Int = 8) { books(first: $n) { nodes { id } } }", null, 9)] // absent: the variable's default
    [InlineData("query ($n: Int) { books(first: $n) { nodes { id } } }", """{ "n": -5 }""", 21)] // no size at all
    [InlineData("query ($n: Int) { books(first: $n) { nodes { similar(first: $n) { id } } } }", """{ "n": 10 }""", 111)]
    [InlineData("query ($n: Int!) { entries { ... on Book { similar(first: $n) { id } } } }", """{ "n": 1 }""", 50)] // the film is dearer
    [InlineData("query ($n: Int!) { entries { ... on Book { similar(first: $n) { id } } } }", """{ "n": 9 }""", 100)] // the book is
    [InlineData("query ($s: Boolean!) { book @skip(if: $s) { id } books { nodes { id } } }", """{ "s": true }""", 21)]
    [InlineData("query ($s: Boolean!) { book @skip(if: $s) { id } books { nodes { id } } }", """{ "s": false }""", 22)]
    [InlineData("{ book { author { books(first: 2, last: 5) { nodes { id } } } } }", null, 8)] // the larger of two
    [InlineData("{ book { author { books { nodes { id } } } } }", null, 10)] // assumed
    [InlineData("query ($a: Int, $b: Int) { book { author { books(first: $a, last: $b) { nodes { id } } } } }", """{ "a": 6 }""", 9)]
    [InlineData("query ($a: Int, $b: Int) { book { author { books(first: $a, last: $b) { nodes { id } } } } }", null, 10)]
    [InlineData(
        "query ($n: Int!) { ...F ...F } fragment F on Query { books(first: $n) { ...P } } fragment P on Page { nodes { id } }",
        """{ "n": 5 }""", 6)]
    [InlineData(
        "{ books(first: 2147483647) { nodes { similar(first: 2147483647) { similar(first: 2147483647) { id } } } } }", null, int.MaxValue)]
    [InlineData(
        "query ($n: Int!) { books(first: $n) { nodes { similar(first: $n) { similar(first: $n) { id } } } } }", """{ "n": 2147483647 }""",
        int.MaxValue)]
    public async Task Cost_OfAnOperation_IsKnownBeforeItRuns(string query, string? variables, int expected)
    {
        var request = Request(query, variables) with { CostBudget = -1 };

        var (_, outcome) = await Ask.OfAsync(new GraphQLExecutor(Catalogue.Schema), request);

        Assert.Equal(ErrorCodes.CostLimit, Assert.Single(outcome.Errors).Code);
        Assert.Equal(expected, outcome.Cost);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }", 1)]
    [InlineData("{ __schema { types { name } } }", 3)] // a tenth of the types
    [InlineData("{ __schema { types { fields { name type { name } } } } }", 15)]
    public async Task Cost_OfIntrospection_FollowsTheSchema(string query, int atLeast)
    {
        var (_, outcome) = await Ask.OfAsync(new GraphQLExecutor(Catalogue.Schema), Request(query));

        Assert.InRange(outcome.Cost, atLeast, atLeast * 3);
    }

    [Theory]
    [InlineData(21, null, true)]
    [InlineData(20, null, false)]
    [InlineData(20, 21, true)] // the request's own budget goes first
    [InlineData(21, 20, false)]
    [InlineData(null, null, true)]
    public async Task Budget_OfExecutorOrRequest_IsKept(int? executorBudget, int? requestBudget, bool isServed)
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { CostBudget = executorBudget });

        var (response, outcome) = await Ask.OfAsync(
            executor, Request("{ books { nodes { id } } }") with { CostBudget = requestBudget });

        Assert.Equal(isServed, !outcome.IsRequestError);
        Assert.Equal(21, outcome.Cost);
        if (!isServed)
        {
            Assert.Equal(
                """{"errors":[{"message":"The operation costs 21; at most 20 is allowed. Ask for fewer items (a lower \"first\"), or for fewer lists inside each other.","extensions":{"code":"COST_LIMIT","cost":21,"limit":20}}]}""",
                response);
        }
    }

    [Theory]
    [InlineData(100, """{"data":{"book":{"id":"1"}},"extensions":{"cost":{"cost":1,"limit":100}}}""")]
    [InlineData(null, """{"data":{"book":{"id":"1"}},"extensions":{"cost":{"cost":1,"limit":null}}}""")]
    public async Task Cost_OnDemand_StandsInTheResponse(int? budget, string expected)
    {
        var (response, _) = await Ask.OfAsync(
            new GraphQLExecutor(Catalogue.Schema), Request("{ book { id } }") with { ReportCost = true, CostBudget = budget });

        Assert.Equal(expected, response);
    }

    [Fact]
    public async Task Cost_OfFragmentsThatDouble_IsFoundWithoutExpandingThem()
    {
        var text = new StringBuilder("query ($n: Int!) { books(first: $n) { nodes { ...F0 } } }");
        for (var i = 0; i < 9; i++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $" fragment F{i} on Book {{ a: similar(first: $n) {{ ...F{i + 1} }} b: similar(first: 2) {{ ...F{i + 1} }} }}");
        }

        text.Append(" fragment F9 on Book { id }");
        var options = new ExecutorOptions { Validation = new() { MaxAliases = 10_000, MaxFields = 10_000 } };
        var (_, outcome) =
            await Ask.OfAsync(
                new GraphQLExecutor(Catalogue.Schema, options), Request(text.ToString(), """{ "n": 1 }""") with { CostBudget = 1 });

        // 1 + sum of 3^i for i from 0 to 9
        Assert.Equal(1 + 29_524, outcome.Cost);
    }

    [Theory]
    [InlineData("a: [Int] @listSize(slicingArguments: [\"frist\"])", "names \"frist\", which is no argument that is an Int or a list")]
    [InlineData(
        "a(name: String): [Int] @listSize(slicingArguments: [\"name\"])", "names \"name\", which is no argument that is an Int or a list")]
    [InlineData("a: Other @listSize(sizedFields: [\"b\"])", "names \"b\", which is no list of \"Other\"")]
    [InlineData("a: Int @listSize(assumedSize: 3)", "stands on no list")]
    [InlineData("a: [Int] @listSize(assumedSize: -3)", "assumes less than nothing")]
    [InlineData("a: [Int] @cost(weight: -3)", "A weight of \"@cost\" cannot be negative.")]
    [InlineData(
        "a(name: String): [Int] @cost(weight: 3, multipliers: [\"name\"])",
        "names \"name\", which is no argument that is an Int or a list")]
    [InlineData("a: Int @cacheControl(maxAge: 3, inheritMaxAge: true)", "takes a \"maxAge\" of 0 or more, or \"inheritMaxAge\"")]
    public void Directive_ThatSaysWhatCannotBe_StopsTheStart(string field, string problem)
    {
        var sdl = $"{Catalogue.Directives} type Query {{ {field} }} type Other {{ b: Int }}";
        var resolvers = new ResolverMap()
            .Object<Catalogue.Book>("Other", other => other.Field("b", _ => 1))
            .Query(query =>
            {
                _ = field switch
                {
                    _ when field.Contains("[Int]", StringComparison.Ordinal) => query.List("a", _ => new[] { 1 }),
                    _ when field.Contains("Other", StringComparison.Ordinal) => query.Field("a", _ => new Catalogue.Book(1)),
                    _ => query.Field("a", _ => 1),
                };
            });

        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build(sdl, resolvers));

        Assert.Contains(exception.Errors, e => e.Message.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Directive_DefinedOtherwise_StopsTheStart()
    {
        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build(
            "directive @cost(weight: String!) on FIELD_DEFINITION type Query { a: Int @cost(weight: \"1\") }",
            new ResolverMap().Query(q => q.Field("a", _ => 1))));

        Assert.Equal(
            "The directive \"@cost\" must be defined as \"@cost(weight: Int, multipliers: [String!])\".",
            Assert.Single(exception.Errors).Message);
    }

    [Fact]
    public async Task Readme_ShowsACost_ThatIsRight()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var sdl = readme.Split("```graphql\n")[1].Split("```")[0];
        var schema = ExecutableSchema.Build(sdl, new ResolverMap()
            .Object<Catalogue.Book>("OfficePage", t => t.List("nodes", b => new[] { b }).Field("totalCount", _ => 1))
            .Object<Catalogue.Book>("Office", t => t.Field("name", _ => "n").List("hours", b => new[] { b }))
            .Object<Catalogue.Book>("Hours", t => t.Field("opens", _ => "o").Field("closes", _ => "c"))
            .Query(q => q.Field("offices", _ => new Catalogue.Book(1)).List("nodes", _ => Array.Empty<Catalogue.Book>())));
        var query = readme.Split("`query ($n: Int)")[1].Split('`')[0];

        var (_, outcome) = await Ask.OfAsync(new GraphQLExecutor(schema), Request($"query ($n: Int){query}", """{ "n": 50 }"""));

        Assert.Equal(421, outcome.Cost);
        Assert.Contains("= 421.", readme, StringComparison.Ordinal);
    }

    private static GraphQLRequest Request(string query, string? variables = null) =>
        new(query) { Variables = variables is null ? default : JsonElement.Parse(variables) };
}
