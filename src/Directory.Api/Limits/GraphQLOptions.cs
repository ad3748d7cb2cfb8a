using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PublicDirectory.Api.Limits;

/// <summary>The section <c>GraphQL</c> of the configuration.</summary>
internal sealed class GraphQLOptions
{
    /// <summary>The largest request body, in bytes, as sent and once decompressed.</summary>
    [Range(1024, 16 << 20)]
    public int MaxBodyBytes { get; init; } = 128 << 10;

    /// <summary>The most tokens of a document.</summary>
    [Range(100, 100_000)]
    public int MaxTokens { get; init; } = 4000;

    /// <summary>The most levels of fields.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; init; } = 15;

    /// <summary>The most fields of an operation, fragments counted where they are spread.</summary>
    [Range(1, 100_000)]
    public int MaxFields { get; init; } = 2000;

    /// <summary>The most aliases of an operation, fragments counted where they are spread.</summary>
    [Range(0, 100_000)]
    public int MaxAliases { get; init; } = 200;

    /// <summary>The largest response, in bytes.</summary>
    [Range(1024, 256 << 20)]
    public int MaxResponseBytes { get; init; } = 8 << 20;

    /// <summary>What one request may cost for a caller without a key.</summary>
    [Range(1, int.MaxValue)]
    public int CostBudget { get; init; } = 10_000;

    /// <summary>What the requests of a caller without a key may cost at once, to this node; at the least two of the largest.</summary>
    [Range(1, int.MaxValue)]
    public int CostBurst { get; init; } = 500_000;

    /// <summary>What comes back of that each second.</summary>
    [Range(1, int.MaxValue)]
    public int CostPerSecond { get; init; } = 50_000;

    /// <summary>How many requests may wait for their turn; further ones are sent away.</summary>
    [Range(0, 100_000)]
    public int QueuedRequests { get; init; } = 256;

    /// <summary>How many of those that take a core for some time may wait for theirs.</summary>
    [Range(0, 10_000)]
    public int QueuedLongRequests { get; init; } = 16;

    /// <summary>How many requests may ask the database at once.</summary>
    [Range(1, 1000)]
    public int RequestsAtTheDatabase { get; init; } = 16;

    /// <summary>How many reports of problems a caller without a key may send in an hour, to this node.</summary>
    [Range(0, 1_000_000)]
    public int ReportsPerHour { get; init; } = 20;

    /// <summary>How many all callers without a key together may send in an hour, to this node. Partners have their own.</summary>
    [Range(0, 1_000_000)]
    public int ReportsPerHourOfAll { get; init; } = 3000;

    /// <summary>Callers that have a key, and with it a budget of their own.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<PartnerOptions> Partners { get; init; } = [];

    /// <summary>How many requests one body may hold, as a JSON array; 1 means that arrays are refused.</summary>
    [Range(1, 100)]
    public int MaxBatch { get; init; } = 1;

    /// <summary>How long a request may take, in seconds.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>From how many milliseconds on an operation is written to the log as slow.</summary>
    [Range(1, 300_000)]
    public int SlowMilliseconds { get; init; } = 200;

    /// <summary>How long an answer to GET may be kept where the contract's <c>@cacheControl</c> does not say, in seconds.</summary>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; init; } = 30;

    /// <summary>How many documents clients may leave under their hash (automatic persisted queries); 0 means none.</summary>
    [Range(0, 100_000)]
    public int PersistedDocuments { get; init; } = 1000;

    /// <summary>How much memory those may take, in bytes.</summary>
    [Range(0, 1 << 30)]
    public long PersistedBytes { get; init; } = 32 << 20;

    /// <summary>The folder of trusted documents, <c>*.graphql</c>, read at start; null where there are none.</summary>
    public string? TrustedDocuments { get; init; }

    /// <summary>Whether no other document is served.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>Whether browsers get the GraphiQL page.</summary>
    public bool Ide { get; init; } = true;
}

/// <summary>A caller known by a key.</summary>
internal sealed class PartnerOptions
{
    /// <summary>Who it is, for the operator.</summary>
    [Required]
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the key, 64 hexadecimal digits: the key itself is kept nowhere.</summary>
    [Required, RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "KeySha256 must be 64 hexadecimal digits.")]
    public required string KeySha256 { get; init; }

    /// <summary>What one request may cost.</summary>
    [Range(1, int.MaxValue)]
    public required int CostBudget { get; init; }

    /// <summary>What its requests may cost at once.</summary>
    [Range(1, int.MaxValue)]
    public int CostBurst { get; init; } = 1_500_000;

    /// <summary>What comes back of that each second.</summary>
    [Range(1, int.MaxValue)]
    public int CostPerSecond { get; init; } = 150_000;

    /// <summary>How many reports of problems it may hand on in an hour, to this node.</summary>
    [Range(0, 1_000_000)]
    public int ReportsPerHour { get; init; } = 500;
}
