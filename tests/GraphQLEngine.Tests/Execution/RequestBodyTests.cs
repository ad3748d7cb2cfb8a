using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

public class RequestBodyTests
{
    [Fact]
    public void Parse_WholeBody_ReadsItsMembers()
    {
        var body =
            RequestBody.Parse(
                """{"query":"{ a(b: \"é\u00e9\") }","operationName":"Q","variables":{"a":[1]},"extensions":{"x":{}},"other":[{}]}"""u8);

        Assert.Equal("{ a(b: \"éé\") }", Encoding.UTF8.GetString(body.Query.Span));
        Assert.Equal("Q", body.OperationName);
        Assert.Equal("""{"a":[1]}""", body.Variables.GetRawText());
        Assert.Equal("""{"x":{}}""", body.Extensions.GetRawText());
    }

    [Theory]
    [InlineData("", "The request body is not JSON (line 1, byte 1), or nests more than 64 levels deep.")]
    [InlineData("[]", "The request body must be a JSON object.")]
    [InlineData("{\"query\":1}", "\"query\" must be a string.")]
    [InlineData("{\"query\":\"\\ud800\"}", "\"query\" is not valid Unicode.")]
    [InlineData("{\"variables\":{\"a\":\"\\ud800\"}}", "The JSON holds \"\\ud800\", half of a character without its other half.")]
    [InlineData("{\"variables\":{\"a\\uDC00\":1}}", "The JSON holds \"\\udc00\", half of a character without its other half.")]
    [InlineData(
        "{\"extensions\":{\"a\":\"\\ud800\\ud800\\udc00\"}}", "The JSON holds \"\\ud800\", half of a character without its other half.")]
    [InlineData("{\"variables\":[]}", "\"variables\" must be an object.")]
    [InlineData("{\"operationName\":{}}", "\"operationName\" must be a string.")]
    [InlineData("{\"query\":\"a\",\"query\":\"b\"}", "The request body has a member twice: \"query\".")]
    [InlineData("{\"query\":\"a\"", "The request body is not JSON (line 1, byte 13), or nests more than 64 levels deep.")]
    [InlineData("{\"query\":\"a\"} x", "The request body is not JSON (line 1, byte 15), or nests more than 64 levels deep.")]
    public void Parse_DamagedBody_SaysWhy(string json, string expected)
    {
        var error = Assert.Throws<GraphQLException>(() => RequestBody.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(expected, error.Message);
        Assert.Equal(ErrorCodes.BadRequest, error.Code);
    }

    [Theory]
    [InlineData("{\"variables\":{\"a\":\"\\ud83d\\ude00\"}}")] // a pair
    [InlineData("{\"variables\":{\"a\":\"\\\\ud800\"}}")] // a backslash and letters
    [InlineData("{\"variables\":{\"a\":\"\\u00e9\\n\\\\\"}}")]
    public void Parse_WholeCharacters_AreTaken(string json) =>
        Assert.NotNull(RequestBody.Parse(Encoding.UTF8.GetBytes(json)).Variables.GetProperty("a").GetString());

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Parse_DeepVariables_AreBounded(int depth, bool isRead)
    {
        // the body itself is one level
        var json = $"{{\"variables\":{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}}}";

        Assert.Equal(isRead, Record.Exception(() => RequestBody.Parse(Encoding.UTF8.GetBytes(json))) is null);
    }

    [Fact]
    public void Parse_LargeBody_IsRefused() =>
        Assert.Throws<GraphQLException>(() => RequestBody.Parse("{\"query\":\"{ a }\"}"u8, maxBytes: 10));
}
