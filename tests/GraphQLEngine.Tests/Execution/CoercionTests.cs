using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public class CoercionTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("text: null", "text=null")]
    [InlineData("int: 2147483647", "int=2147483647")]
    [InlineData("int: -2147483648", "int=-2147483648")]
    [InlineData("float: 3", "float=3")]
    [InlineData("float: 1.5e3", "float=1500")]
    [InlineData("id: 12345678901234567890", "id=12345678901234567890")]
    [InlineData("id: \"a\"", "id=a")]
    [InlineData("flag: true", "flag=True")]
    [InlineData("level: HIGH", "level=High")]
    [InlineData("date: \"2026-03-02\"", "date=2026-03-02")]
    [InlineData("ints: 5", "ints=5")] // one item stands for a list of one
    [InlineData("ints: [1, 2]", "ints=1+2")]
    [InlineData("ints: null", "ints=")]
    [InlineData("filter: {}", "filter=(x,,,-)")] // the default of a field
    [InlineData("filter: { name: null, tags: \"t\", near: { x: 1 } }", "filter=(,,t,1/2.5)")]
    [InlineData("filter: { near: null }", "filter=(x,,,null)")]
    [InlineData("by: { id: 1 }", "by=id:1")]
    public void Literal_OfEachType_IsCoerced(string arguments, string expected)
    {
        var response = Ask.Of(Sample.Schema, $"{{ echo{(arguments.Length == 0 ? "" : $"({arguments})")} }}");

        Assert.Equal($"{{\"data\":{{\"echo\":\"{expected}\"}}}}", response);
    }

    [Theory]
    [InlineData("Int", "int", "2147483647", "int=2147483647")]
    [InlineData("Int", "int", "5.0", "int=5")] // JSON has one kind of number
    [InlineData("Float", "float", "1e2", "float=100")]
    [InlineData("Int", "int", "-2147483648.0", "int=-2147483648")] // the least Int, with a fraction of nothing
    [InlineData("ID", "id", "7", "id=7")]
    [InlineData("ID", "id", "7.0", "id=7")]
    [InlineData("String", "text", "null", "text=null")]
    [InlineData("Level", "level", "\"LOW\"", "level=Low")]
    [InlineData("Date", "date", "\"2026-03-02\"", "date=2026-03-02")]
    [InlineData("[Int!]", "ints", "5", "ints=5")]
    [InlineData("[Int!]", "ints", "[5, 6]", "ints=5+6")]
    [InlineData("Filter", "filter", """{ "tags": ["a"], "level": "HIGH" }""", "filter=(x,High,a,-)")]
    [InlineData("By", "by", """{ "name": "n" }""", "by=name:n")]
    public void Variable_OfEachType_IsCoerced(string type, string argument, string json, string expected)
    {
        var response = Ask.Of(Sample.Schema, $"query ($v: {type}) {{ echo({argument}: $v) }}", $$"""{ "v": {{json}} }""");

        Assert.Equal($"{{\"data\":{{\"echo\":\"{expected}\"}}}}", response);
    }

    [Theory]
    [InlineData("Int", "int", "2147483648", "The variable \"$v\" is not a Int: 2147483648 does not fit in 32 bits.")]
    [InlineData("Int", "int", "1.5", "The variable \"$v\" is not a Int: expected a whole number, found 1.5.")]
    [InlineData("Int", "int", "\"1\"", "The variable \"$v\" is not a Int: expected a whole number, found \"1\".")]
    [InlineData("Boolean", "flag", "1", "The variable \"$v\" is not a Boolean: expected true or false, found 1.")]
    [InlineData("String", "text", "1", "The variable \"$v\" is not a String: expected a string, found 1.")]
    [InlineData("String", "text", "\"\\ud800\"", "The variable \"$v\" is not a String: the string holds half of a surrogate pair.")]
    [InlineData("ID", "id", "1.5", "The variable \"$v\" is not a ID: expected a string or a whole number, found 1.5.")]
    [InlineData("Level", "level", "\"HIG\"", "The variable \"$v\" is not a value of \"Level\": \"HIG\". Did you mean \"HIGH\"?")]
    [InlineData("Date", "date", "\"soon\"", "The variable \"$v\" is not a Date: expected a date such as 2026-03-02.")]
    [InlineData("[Int!]", "ints", "[1, null]", "The variable \"$v[1]\" must not be null.")]
    [InlineData("Filter", "filter", """{ "near": { "y": 1 } }""", "The variable \"$v.near.x\" is required.")]
    [InlineData(
        "Filter", "filter", """{ "nam": 1 }""",
        "The variable \"$v\" has a field \"nam\" that \"Filter\" does not define. Did you mean \"name\"?")]
    [InlineData("By", "by", """{ "id": 1, "name": "n" }""", "The variable \"$v\" must give exactly one field of \"By\", and not as null.")]
    [InlineData("By", "by", """{ "id": null }""", "The variable \"$v\" must give exactly one field of \"By\", and not as null.")]
    public void Variable_ThatDoesNotFit_IsARequestError(string type, string argument, string json, string expected)
    {
        var response = Ask.Of(Sample.Schema, $"query ($v: {type}) {{ echo({argument}: $v) }}", $$"""{ "v": {{json}} }""");

        var message = System.Text.Json.JsonElement.Parse(response).GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Equal(expected, message);
        Assert.DoesNotContain("\"data\"", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "")] // absent: the argument is absent too
    [InlineData("""{ "v": null }""", "text=null")]
    [InlineData("""{ "v": "x", "unknown": 1 }""", "text=x")]
    public void Variable_AbsentOrNull_StaysSo(string variables, string expected)
    {
        var response = Ask.Of(Sample.Schema, "query ($v: String) { echo(text: $v) }", variables);

        Assert.Equal($"{{\"data\":{{\"echo\":\"{expected}\"}}}}", response);
    }

    [Fact]
    public void Variables_InsideListsAndObjects_AreFilledIn()
    {
        var response = Ask.Of(
            Sample.Schema,
            "query ($a: Int!, $t: String!, $n: String, $l: Level = LOW) { echo(ints: [$a, 2], filter: { tags: [$t], name: $n, level: $l }) }",
            """{ "a": 1, "t": "tag" }""");

        Assert.Equal("""{"data":{"echo":"ints=1+2 filter=(x,Low,tag,-)"}}""", response);
    }

    [Fact]
    public void Argument_WithDefault_IsFilledInUnlessNull()
    {
        var response = Ask.Of(Sample.Schema, "query ($n: String) { office(name: $n) { id } }");

        Assert.Equal("""{"data":{"office":{"id":"A"}}}""", response);
    }

    [Fact]
    public void Argument_NullByItsVariable_EndsTheFieldAtTheArgument_ThoughItsResolverNeverAsks()
    {
        var schema = ExecutableSchema.Build(
            "type Query { deaf(n: Int! = 1): Int, after: Int }",
            new ResolverMap().Query(query => query.Field("deaf", _ => 1).Field("after", _ => 2)));

        var response = Ask.Of(schema, "query ($v: Int = 5) { deaf(n: $v) after }", """{ "v": null }""");

        Assert.Equal(
            """{"data":{"deaf":null,"after":2},"errors":[{"message":"Argument \"n\" must not be null.","locations":[{"line":1,"column":31}],"path":["deaf"],"extensions":{"code":"BAD_USER_INPUT"}}]}""",
            response);
    }
}
