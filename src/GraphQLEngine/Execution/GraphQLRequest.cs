using System.Text;
using System.Text.Json;

namespace GraphQLEngine.Execution;

/// <summary>One request, as it came.</summary>
/// <remarks>Spec (September 2025) §6.1, Executing Requests.</remarks>
public readonly record struct GraphQLRequest
{
    /// <summary>A request for a document in UTF-8. The memory must not change before the request ends.</summary>
    public GraphQLRequest(ReadOnlyMemory<byte> query) => Query = query;

    /// <summary>A request for a document.</summary>
    public GraphQLRequest(string query) => Query = Encoding.UTF8.GetBytes(query);

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>Which operation of the document to run; null when it has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables, an object; undefined or null when there are none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>What resolvers get from <see cref="ResolverContext.Request{T}"/>.</summary>
    public object? Context { get; init; }

    /// <summary>True where only queries may run, as over HTTP GET.</summary>
    public bool QueryOnly { get; init; }
}
