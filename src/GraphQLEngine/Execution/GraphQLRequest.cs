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

    /// <summary>A trusted document instead of <see cref="Query"/>: its hash, perhaps after <c>sha256:</c>, or its name.</summary>
    public string? DocumentId { get; init; }

    /// <summary>
    /// The hash under which the document is or will be kept, from <see cref="RequestBody.ReadPersistedHash"/>; the document may
    /// then be missing.
    /// </summary>
    public string? PersistedHash { get; init; }

    /// <summary>What this request may cost; null means <see cref="ExecutorOptions.CostBudget"/>.</summary>
    public int? CostBudget { get; init; }

    /// <summary>
    /// Asked with the cost, once it is known and within the budget, and with whether a resolver may have to wait for something,
    /// before anything is resolved: the host may let the request wait, or throw to refuse it. What it throws goes to the caller of
    /// the executor as it is. What it returns is where the request is to run until it first waits; null means where it is.
    /// </summary>
    public Func<int, bool, ValueTask<TaskScheduler?>>? Admit { get; init; }

    /// <summary>True where the response shows its cost under <c>extensions.cost</c>.</summary>
    public bool ReportCost { get; init; }

    /// <summary>True where the response lists what the operation uses that is deprecated under <c>extensions.deprecations</c>.</summary>
    public bool ReportDeprecations { get; init; }

    /// <summary>
    /// Further <c>extensions</c> of the response, JSON-like values. They are read after the data, so resolvers may still fill
    /// them.
    /// </summary>
    /// <remarks>Spec (September 2025) §7.1, Response Format.</remarks>
    public IReadOnlyDictionary<string, object?>? ResponseExtensions { get; init; }

    /// <summary>True where only queries may run, as over HTTP GET.</summary>
    public bool QueryOnly { get; init; }
}
