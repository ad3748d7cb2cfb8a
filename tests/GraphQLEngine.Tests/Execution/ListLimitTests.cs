using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Tests.Execution;

/// <summary>Lists that a client sends are bounded wherever they stand, before any field goes through them.</summary>
public class ListLimitTests
{
    private static readonly ExecutableSchema Schema = ExecutableSchema.Build(
        """
        type Query { count(of: [Int!], in: Filter, all: [[Int!]!]): Int! }
        input Filter { of: [Int!], more: [Filter!] }
        """,
        new ResolverMap()
            .Input("Filter", input => input.List<int>("of").Count + input.List<int>("more").Sum())
            .Query(
                query => query.Field("count", (_, context) => context.ArgumentList<int>("of").Count + context.Argument<int?>("in") ?? 0)));

    [Theory]
    [InlineData("{ count(of: [1, 2, 3]) }", null)]
    [InlineData("{ count(of: [1, 2, 3, 4]) }", "The value of \"of\" has 4 items; at most 3 are allowed.")]
    [InlineData("{ count(in: {of: [1, 2, 3, 4]}) }", "The value of \"in.of\" has 4 items; at most 3 are allowed.")]
    [InlineData("{ count(in: {more: [{of: [1]}, {}, {}, {}]}) }", "The value of \"in.more\" has 4 items; at most 3 are allowed.")]
    [InlineData("{ count(all: [[1], [1, 2, 3, 4]]) }", "The value of \"all\" has 4 items; at most 3 are allowed.")]
    [InlineData("query ($o: [Int!] = [1, 2, 3, 4]) { count(of: $o) }", "The value of \"$o\" has 4 items; at most 3 are allowed.")]
    public async Task Literal_WithTooManyItems_IsRefused(string query, string? message) => AssertSays(message, await AskAsync(query, "{}"));

    [Theory]
    [InlineData("""{"of": [1, 2, 3]}""", null)]
    [InlineData("""{"of": [1, 2, 3, 4]}""", "The variable \"$of\" has 4 items; at most 3 are allowed.")]
    [InlineData("""{"in": {"of": [1, 2, 3, 4]}}""", "The variable \"$in.of\" has 4 items; at most 3 are allowed.")]
    [InlineData("""{"in": {"more": [{}, {}, {}, {}]}}""", "The variable \"$in.more\" has 4 items; at most 3 are allowed.")]
    [InlineData("""{"all": [[1], [1, 2, 3, 4]]}""", "The variable \"$all[1]\" has 4 items; at most 3 are allowed.")]
    public async Task Variable_WithTooManyItems_IsRefused(string variables, string? message) =>
        AssertSays(
            message, await AskAsync("query ($of: [Int!], $in: Filter, $all: [[Int!]!]) { count(of: $of, in: $in, all: $all) }", variables));

    private static async Task<string> AskAsync(string query, string variables)
    {
        using var json = JsonDocument.Parse(variables);
        var executor =
            new GraphQLExecutor(Schema, new ExecutorOptions { Validation = ValidationOptions.Default with { MaxListItems = 3 } });
        return (await Ask.OfAsync(executor, new GraphQLRequest(query) { Variables = json.RootElement })).Response;
    }

    private static void AssertSays(string? message, string response)
    {
        using var json = JsonDocument.Parse(response);
        Assert.Equal(
            message, json.RootElement.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("message").GetString() : null);
    }
}
