using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests;

// Sends one request and gives the response as text.
internal static class Ask
{
    public static string Of(
        ExecutableSchema schema,
        string query,
        string? variables = null,
        string? operation = null,
        object? context = null,
        ExecutorOptions? options = null) =>
        OfAsync(new GraphQLExecutor(schema, options), query, variables, operation, context).AsTask().GetAwaiter().GetResult();

    public static async ValueTask<string> OfAsync(
        GraphQLExecutor executor,
        string query,
        string? variables = null,
        string? operation = null,
        object? context = null,
        CancellationToken cancellationToken = default)
    {
        var request = new GraphQLRequest(query)
        {
            OperationName = operation,
            Variables = variables is null ? default : JsonElement.Parse(variables),
            Context = context,
        };
        return (await OfAsync(executor, request, cancellationToken)).Response;
    }

    public static async ValueTask<(string Response, ExecutionOutcome Outcome)> OfAsync(
        GraphQLExecutor executor, GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        var output = new ArrayBufferWriter<byte>();
        var outcome = await executor.ExecuteAsync(request, output, cancellationToken);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        using var parsed = JsonDocument.Parse(text);
        return (text, outcome);
    }
}
