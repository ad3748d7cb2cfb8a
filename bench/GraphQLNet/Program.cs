using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.Transport;
using GraphQLParser.AST;
using PublicDirectory.GraphQLNet;

// GraphQL.NET over data in memory, documents parsed and checked once. Usage: PublicDirectory.GraphQLNet PORT DATA_FILE
var documents = new ConcurrentDictionary<string, GraphQLDocument>();
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddSingleton(Data.Read(args[1]));
builder.Services.AddGraphQL(graphQL => graphQL
    .AddSchema<DirectorySchema>()
    .AddSystemTextJson(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping) // as few bytes as the others
    .ConfigureExecution(async (options, next) =>
{
    // What the library's package of a cache in memory does, which is not served here: a known document is neither parsed nor checked again.
    if (options.Document is null && documents.TryGetValue(options.Query!, out var known))
    {
        options.Document = known;
        options.ValidationRules = [];
    }

    var result = await next(options);
    if (result is { Executed: true, Errors: null, Document: { } document })
    {
        documents.TryAdd(options.Query!, document);
    }

    return result;
}));
var app = builder.Build();
app.MapPost("/graphql", async (HttpContext http, IDocumentExecuter<DirectorySchema> executer, IGraphQLTextSerializer serializer) =>
{
    var request = (await serializer.ReadAsync<GraphQLRequest>(http.Request.Body, http.RequestAborted))!;
    var result = await executer.ExecuteAsync(new ExecutionOptions
    {
        Query = request.Query,
        OperationName = request.OperationName,
        Variables = request.Variables,
        RequestServices = http.RequestServices,
        CancellationToken = http.RequestAborted,
    });
    http.Response.ContentType = "application/json";
    await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
});
app.Run($"http://127.0.0.1:{args[0]}");
