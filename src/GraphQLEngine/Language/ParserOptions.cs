namespace GraphQLEngine.Language;

/// <summary>The bounds of reading a document. Reading never exceeds them by more than one token.</summary>
public sealed record ParserOptions
{
    /// <summary>The bounds for documents sent by clients.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>The bounds for schemas, which are our own text.</summary>
    public static ParserOptions Trusted { get; } = new() { MaxTokens = int.MaxValue, MaxBytes = int.MaxValue };

    /// <summary>How many tokens a document may have. Comments and commas do not count.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>How deep braces and brackets may nest. It bounds the stack of everything that walks the tree.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>How long a document may be, in bytes.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>What to call the document in errors.</summary>
    public string SourceName { get; init; } = "GraphQL";
}
