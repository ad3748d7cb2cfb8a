using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

public class RequestBatchTests
{
    [Fact]
    public void Parse_Array_KeepsTheOrder()
    {
        var batch = RequestBatch.Parse(" [{\"query\":\"{ a }\"}, {\"query\":\"{ b }\"}] "u8, 1000, maxRequests: 2);

        Assert.True(batch.IsArray);
        Assert.Equal(["{ a }", "{ b }"], batch.Requests.Select(request => Encoding.UTF8.GetString(request.Query.Span)));
    }

    [Fact]
    public void Parse_SingleRequest_IsNoArray()
    {
        var batch = RequestBatch.Parse("{\"query\":\"{ a }\"}"u8, 1000, maxRequests: 2);

        Assert.False(batch.IsArray);
        Assert.Single(batch.Requests);
    }

    [Theory]
    [InlineData("[{\"query\":\"{ a }\"}]", 1, "BATCH_LIMIT", "arrays of requests are not accepted here")]
    [InlineData("[{},{},{}]", 2, "BATCH_LIMIT", "an array of more than 2 requests")]
    [InlineData("[]", 2, "BAD_REQUEST", "an empty array")]
    [InlineData("[[]]", 2, "BAD_REQUEST", "must be a JSON object")]
    [InlineData("[1]", 2, "BAD_REQUEST", "must be a JSON object")]
    [InlineData("[{}", 2, "BAD_REQUEST", "not JSON")]
    [InlineData("[{}] x", 2, "BAD_REQUEST", "not JSON")]
    public void Parse_DamagedArray_SaysWhy(string json, int maxRequests, string code, string message)
    {
        var error = Assert.Throws<GraphQLException>(
            () => RequestBatch.Parse(Encoding.UTF8.GetBytes(json), 1000, maxRequests));

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
