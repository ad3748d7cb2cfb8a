using System.ComponentModel.DataAnnotations;

namespace PublicDirectory.Api.Http;

/// <summary>The section <c>GraphQL</c> of the configuration.</summary>
internal sealed class GraphQLOptions
{
    /// <summary>The largest request body, in bytes.</summary>
    [Range(1024, 16 << 20)]
    public int MaxBodyBytes { get; init; } = 128 << 10;

    /// <summary>The most tokens of a document.</summary>
    [Range(100, 100_000)]
    public int MaxTokens { get; init; } = 4000;

    /// <summary>The most levels of fields.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; init; } = 15;

    /// <summary>How long a request may take, in seconds.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Whether browsers get the GraphiQL page.</summary>
    public bool Ide { get; init; } = true;
}
