using System.Security.Cryptography;
using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

public class PersistedDocumentTests
{
    private const string Query = "{ book { id } }";
    private const string Answer = """{"data":{"book":{"id":"1"}}}""";

    [Fact]
    public async Task Hash_OnceSentWithItsDocument_IsEnough()
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { PersistedDocuments = 10 });
        var alone = new GraphQLRequest { PersistedHash = Sha256(Query) };

        var (first, _) = await Ask.OfAsync(executor, alone);
        var (second, _) = await Ask.OfAsync(executor, new GraphQLRequest(Query) { PersistedHash = Sha256(Query) });
        var (third, outcome) = await Ask.OfAsync(executor, alone with { PersistedHash = Sha256(Query).ToUpperInvariant() });

        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", first);
        Assert.Equal(Answer, second);
        Assert.Equal(Answer, third);
        Assert.True(outcome.IsDocumentKnown);
        Assert.Equal(Sha256(Query), outcome.DocumentHash);
    }

    [Fact]
    public async Task Hash_OfAnotherDocument_IsRefusedAndNotKept()
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { PersistedDocuments = 10 });
        var other = Sha256("{ __typename }");

        Assert.Equal(ErrorCodes.PersistedQueryMismatch, await Code(executor, new GraphQLRequest(Query) { PersistedHash = other }));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await Code(executor, new GraphQLRequest { PersistedHash = other }));
    }

    [Theory]
    [InlineData("{ nope }", ErrorCodes.ValidationFailed)]
    [InlineData("{ book {", ErrorCodes.ParseFailed)]
    public async Task Document_ThatIsNotValid_IsNotKept(string query, string code)
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { PersistedDocuments = 10 });

        Assert.Equal(code, await Code(executor, new GraphQLRequest(query) { PersistedHash = Sha256(query) }));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await Code(executor, new GraphQLRequest { PersistedHash = Sha256(query) }));
    }

    [Fact]
    public async Task Store_WithoutRoom_IsBoundedAndOffByDefault()
    {
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { PersistedDocuments = 4 });
        for (var i = 0; i < 20; i++)
        {
            var query = $"{{ b{i}: book {{ id }} }}";
            await Ask.OfAsync(executor, new GraphQLRequest(query) { PersistedHash = Sha256(query) });
        }

        Assert.Equal(
            ErrorCodes.PersistedQueryNotFound, await Code(executor, new GraphQLRequest { PersistedHash = Sha256("{ b0: book { id } }") }));
        Assert.Null(await Code(executor, new GraphQLRequest { PersistedHash = Sha256("{ b19: book { id } }") }));
        Assert.Equal(
            ErrorCodes.PersistedQueryNotSupported,
            await Code(new GraphQLExecutor(Catalogue.Schema), new GraphQLRequest(Query) { PersistedHash = Sha256(Query) }));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{ "persistedQuery": null }""", null)]
    [InlineData(
        """{ "persistedQuery": { "version": 1, "sha256Hash": "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" } }""",
        "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38")]
    [InlineData(
        """{ "persistedQuery": { "version": 2, "sha256Hash": "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" } }""",
        "refused")]
    [InlineData("""{ "persistedQuery": { "version": 1, "sha256Hash": "ecf4" } }""", "refused")]
    [InlineData(
        """{ "persistedQuery": { "version": 1, "sha256Hash": "zzf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" } }""",
        "refused")]
    [InlineData("""{ "persistedQuery": [] }""", "refused")]
    public void Extension_OfTheConvention_IsRead(string extensions, string? expected)
    {
        var body = RequestBody.Parse(Encoding.UTF8.GetBytes($$"""{ "documentId": "home", "extensions": {{extensions}} }"""));

        Assert.Equal("home", body.DocumentId);
        if (expected == "refused")
        {
            Assert.Equal(ErrorCodes.BadRequest, Assert.Throws<GraphQLException>(() => body.ReadPersistedHash()).Code);
        }
        else
        {
            Assert.Equal(expected, body.ReadPersistedHash());
        }
    }

    [Fact]
    public async Task TrustedDocuments_OfAFolder_AreServedByNameAndByHash()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "home.graphql"), Query);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "notes.txt"), "not a document");
            var executor = new GraphQLExecutor(
                Catalogue.Schema,
                new ExecutorOptions { TrustedDocuments = TrustedDocument.LoadFolder(folder.FullName), TrustedDocumentsOnly = true });

            foreach (var id in new[] { "home", Sha256(Query), "sha256:" + Sha256(Query) })
            {
                Assert.Equal(Answer, (await Ask.OfAsync(executor, new GraphQLRequest { DocumentId = id })).Response);
            }

            Assert.Equal(Answer, (await Ask.OfAsync(executor, new GraphQLRequest(Query))).Response);
            Assert.Equal(Answer, (await Ask.OfAsync(executor, new GraphQLRequest { PersistedHash = Sha256(Query) })).Response);
            Assert.Equal(ErrorCodes.DocumentNotFound, await Code(executor, new GraphQLRequest { DocumentId = "notes" }));
            Assert.Equal(ErrorCodes.TrustedDocumentsOnly, await Code(executor, new GraphQLRequest("{ book { id name } }")));
            Assert.Equal(
                ErrorCodes.TrustedDocumentsOnly, await Code(executor, new GraphQLRequest("{ x }") { PersistedHash = Sha256("{ x }") }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void TrustedDocuments_ThatAreWrong_StopTheStartWithFileAndLine()
    {
        TrustedDocument[] documents =
        [
            new("good", Encoding.UTF8.GetBytes(Query), "good.graphql"),
            new("typo", Encoding.UTF8.GetBytes("{\n  boook { id }\n}"), "typo.graphql"),
            new("cut", Encoding.UTF8.GetBytes("{ book {"), "cut.graphql"),
        ];

        var exception = Assert.Throws<TrustedDocumentException>(
            () => new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { TrustedDocuments = documents }));

        Assert.Equal(2, exception.Errors.Count);
        Assert.Contains("typo.graphql(2,3): ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("    2 |   boook { id }\n          ^", exception.Message, StringComparison.Ordinal);
        Assert.Contains("cut.graphql(1,9): ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_RefusedBefore_IsNotReadAgain()
    {
        var executor = new GraphQLExecutor(Catalogue.Schema);
        const string query = "{ nope }";

        var (first, unknown) = await Ask.OfAsync(executor, new GraphQLRequest(query));
        var (second, known) = await Ask.OfAsync(executor, new GraphQLRequest(query));

        Assert.False(unknown.IsDocumentKnown);
        Assert.True(known.IsDocumentKnown);
        Assert.Same(unknown.Errors, known.Errors);
        Assert.Equal(first, second);
    }

    private static async Task<string?> Code(GraphQLExecutor executor, GraphQLRequest request) =>
        (await Ask.OfAsync(executor, request)).Outcome.Errors.Select(e => e.Code).FirstOrDefault();

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
