namespace GraphQLEngine.Tests.Execution;

public class ExecutionTests
{
    [Theory]
    [InlineData("{ office { id name nick } }", """{"data":{"office":{"id":"A","name":"A","nick":null}}}""")]
    [InlineData("{ a: office { n: name } office(name: \"B\") { name } }", """{"data":{"a":{"n":"A"},"office":{"name":"B"}}}""")]
    [InlineData(
        "{ office { tags scores level opened matrix } }",
        """{"data":{"office":{"tags":["a",null,"é\"\n"],"scores":[1,2],"level":"HIGH","opened":"2026-03-02","matrix":[[1,2],null,[]]}}}""")]
    [InlineData(
        "{ office { place { id x label } maybe { id } parent { maybe { id } } } }",
        """{"data":{"office":{"place":{"id":"7","x":1.5,"label":"plâce"},"maybe":{"id":"8"},"parent":{"maybe":null}}}}""")]
    [InlineData(
        "{ any { __typename ... on Office { name } ... on Node { id } } }",
        """{"data":{"any":[{"__typename":"Office","name":"U","id":"U"},{"__typename":"Place","id":"3"},null]}}""")]
    [InlineData("{ node(n: 1) { id ... on Place { x } ... on Office { name } } }", """{"data":{"node":{"id":"1","x":2}}}""")]
    [InlineData("{ node(n: 9) { id } }", """{"data":{"node":null}}""")]
    [InlineData("{ covariant { ... on Office { name } } }", """{"data":{"covariant":[{"name":"C"}]}}""")]
    [InlineData("{ __typename }", """{"data":{"__typename":"Query"}}""")]
    public void Query_OfEachShape_IsWrittenAsSelected(string query, string expected) =>
        Assert.Equal(expected, Ask.Of(Sample.Schema, query));

    [Fact]
    public void Fields_SelectedInSeveralPlaces_AreMergedWhereTheyFirstStand()
    {
        var response = Ask.Of(
            Sample.Schema,
            """
            { office { ...A parent { name } id } ...B }
            fragment A on Office { id parent { id } }
            fragment B on Query { office { parent { nick } name } }
            """);

        Assert.Equal("""{"data":{"office":{"id":"A","parent":{"id":"P","name":"P","nick":null},"name":"A"}}}""", response);
    }

    [Theory]
    [InlineData("true", "false", """{"data":{"office":{"id":"A","name":"A"}}}""")]
    [InlineData("false", "false", """{"data":{"office":{"name":"A","id":"A"}}}""")] // the second id is the first that counts
    [InlineData("true", "true", """{"data":{}}""")]
    public void SkipAndInclude_ByVariables_DecideFieldsAndTheirOrder(string include, string skip, string expected)
    {
        var response = Ask.Of(
            Sample.Schema,
            "query ($i: Boolean!, $s: Boolean = false) { office @skip(if: $s) { id @include(if: $i) ...F id } } fragment F on Office { name }",
            $$"""{ "i": {{include}}, "s": {{skip}} }""");

        Assert.Equal(expected, response);
    }

    [Fact]
    public void Skip_ByTheSamePreparedDocument_FollowsEachRequest()
    {
        var executor = new GraphQLEngine.Execution.GraphQLExecutor(Sample.Schema);
        const string query = "query ($s: Boolean!) { office { id ... @skip(if: $s) { name } } }";

        var responses = new[] { "true", "false", "true" }
            .Select(s => Ask.OfAsync(executor, query, $$"""{ "s": {{s}} }""").AsTask().GetAwaiter().GetResult());

        Assert.Equal(
            ["""{"data":{"office":{"id":"A"}}}""", """{"data":{"office":{"id":"A","name":"A"}}}""", """{"data":{"office":{"id":"A"}}}"""],
            responses);
    }

    [Theory]
    [InlineData(
        "a b", null,
        """{"errors":[{"message":"Syntax error: expected a definition, found \"a\".","locations":[{"line":1,"column":1}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}""")]
    [InlineData(
        "query A { text } query B { text }", null,
        """{"errors":[{"message":"The document contains several operations: say which one with \"operationName\".","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]}""")]
    [InlineData(
        "query Apple { text }", "Aple",
        """{"errors":[{"message":"The document contains no operation named \"Aple\". Did you mean \"Apple\"?","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]}""")]
    [InlineData(
        "fragment F on Query { text }", null,
        """{"errors":[{"message":"The fragment \"F\" is not used.","locations":[{"line":1,"column":1}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}""")]
    [InlineData(
        "query ($n: Int!) { node(n: $n) { id } }", null,
        """{"errors":[{"message":"The variable \"$n\" of type \"Int!\" is required.","locations":[{"line":1,"column":8}],"extensions":{"code":"BAD_USER_INPUT"}}]}""")]
    public void Request_ThatCannotRun_HasErrorsAndNoData(string query, string? operation, string expected) =>
        Assert.Equal(expected, Ask.Of(Sample.Schema, query, operation: operation));

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("quote\" back\\ tab\t line\n nul\u0000 é€😀", "\"quote\\\" back\\\\ tab\\t line\\n nul\\u0000 é€😀\"")]
    public void Text_OfAnyKind_IsEscapedAsLittleAsPossible(string text, string expected) =>
        Assert.Equal(
            $"{{\"data\":{{\"text\":{expected}}}}}",
            Ask.Of(Sample.Schema, "{ text }", context: new Sample.Counter { Text = text }));

    [Fact]
    public void Text_WithALoneSurrogate_ShowsAReplacementCharacter() =>
        Assert.Equal(
            "{\"data\":{\"text\":\"lone \uFFFD half\"}}",
            Ask.Of(Sample.Schema, "{ text }", context: new Sample.Counter { Text = "lone \ud800 half" }));

    [Fact]
    public void Mutation_WithSeveralFields_RunsThemInOrder()
    {
        var counter = new Sample.Counter();

        var response = Ask.Of(
            Sample.Schema, "mutation { a: addLater(n: 1) b: add(n: 2) c: addLater(n: 4) d: add(n: 3) }", context: counter);

        Assert.Equal("""{"data":{"a":1,"b":2,"c":3,"d":4}}""", response);
        Assert.Equal([1, 2, 4, 3], counter.Seen);
    }
}
