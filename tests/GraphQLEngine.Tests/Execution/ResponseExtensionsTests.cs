using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public class ResponseExtensionsTests
{
    [Theory]
    [InlineData("{ book { id } }", "")]
    [InlineData("{ book { title } }", "Book.title: Say name. 1:10")]
    [InlineData("{ book { title a: title } }", "Book.title: Say name. 1:10")] // once
    [InlineData("{ book(code: 1) { id } }", "Query.book(code:): Say id. 1:8")]
    [InlineData("{ oldest(kind: OLD) { id } }", "Kind.OLD: Say NEW. 1:16")]
    [InlineData("{ books(filter: { title: \"x\", kind: OLD }) { total } }", "Filter.title: Say name. 1:19, Kind.OLD: Say NEW. 1:37")]
    [InlineData("query ($k: Kind = OLD) { oldest(kind: $k) { id } }", "Kind.OLD: Say NEW. 1:19")] // a default stands in the document
    [InlineData("query ($k: Kind) { oldest(kind: $k) { id } }", "")] // the value of a variable does not
    [InlineData("{ entries { ...F } } fragment F on Book { title }", "Book.title: Say name. 1:43")]
    public async Task Deprecations_OfAnOperation_AreListed(string query, string expected)
    {
        var request = new GraphQLRequest(query) { Variables = JsonElement.Parse("""{ "k": "OLD" }""") };

        var (_, outcome) = await Ask.OfAsync(new GraphQLExecutor(Catalogue.Schema), request);

        Assert.Empty(outcome.Errors);
        Assert.Equal(
            expected,
            string.Join(", ", outcome.Deprecations.Select(d => $"{d.Coordinate}: {d.Reason} {d.Location.Line}:{d.Location.Column}")));
    }

    [Fact]
    public async Task Deprecations_OfOneOperationAmongSeveral_AreItsOwn()
    {
        var request = new GraphQLRequest("query A { book { id } } query B { book { title } }") { OperationName = "A" };

        var (_, outcome) = await Ask.OfAsync(new GraphQLExecutor(Catalogue.Schema), request);

        Assert.Empty(outcome.Deprecations);
    }

    [Fact]
    public async Task Response_WithAllExtensions_ListsThemAfterTheErrors()
    {
        var request = new GraphQLRequest("{ book { title } }")
        {
            ReportCost = true,
            ReportDeprecations = true,
            ResponseExtensions = new Dictionary<string, object?> { ["asOf"] = "2026-03-02", ["cost"] = "not mine" },
        };

        var (response, _) = await Ask.OfAsync(new GraphQLExecutor(Catalogue.Schema), request);

        Assert.Equal(
            """{"data":{"book":{"title":"T1"}},"extensions":{"cost":{"cost":1,"limit":null},"deprecations":[{"coordinate":"Book.title","reason":"Say name.","locations":[{"line":1,"column":10}]}],"asOf":"2026-03-02"}}""",
            response);
    }

    [Theory]
    [InlineData("{ book { id } }", 0, 120, CacheScope.Public)] // the field's hint goes before the type's
    [InlineData("{ book { id author { name } } }", 0, 120, CacheScope.Public)] // inherits
    [InlineData("{ book { id stock } }", 0, 5, CacheScope.Public)] // the shortest wins
    [InlineData("{ book { similar { id } } }", 0, 60, CacheScope.Public)] // the type's hint
    [InlineData("{ book { author { mail } } }", 0, 120, CacheScope.Private)]
    [InlineData("{ book { author { books { total } } } }", 0, 0, CacheScope.Public)] // an object without hint
    [InlineData("{ book { author { books { total } } } }", 40, 40, CacheScope.Public)]
    [InlineData("{ books { total } }", 0, 300, CacheScope.Public)]
    [InlineData("{ books { nodes { id } } }", 0, 60, CacheScope.Public)]
    [InlineData("{ entries { id ... on Film { length } } }", 0, 90, CacheScope.Public)] // as the field's type says, not the value's
    [InlineData("{ book { id } grid { id } }", 0, 60, CacheScope.Public)]
    [InlineData("{ __typename }", 0, 0, CacheScope.Public)]
    [InlineData("{ __schema { description } }", 20, 20, CacheScope.Public)]
    [InlineData("mutation { buy { id } }", 20, 0, CacheScope.Public)] // never
    [InlineData("{ book { nope } }", 20, 0, CacheScope.Public)] // nor errors
    public async Task CacheHint_OfAnOperation_IsThatOfItsShortestPart(string query, int defaultMaxAge, int maxAge, CacheScope scope)
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { DefaultMaxAge = defaultMaxAge });

        var (_, outcome) = await Ask.OfAsync(executor, new GraphQLRequest(query));

        Assert.Equal(new CacheHint(maxAge, scope), outcome.CacheHint);
    }
}
