namespace GraphQLEngine.Execution;

/// <summary>How long a response may be kept, as the schema's <c>@cacheControl</c> says of what was selected.</summary>
/// <param name="MaxAge">In seconds; 0 means not at all.</param>
/// <param name="Scope">Who may keep it.</param>
/// <remarks>Follows Apollo's cache control directive; unlike there, fields of lists that turn out empty count too.</remarks>
public readonly record struct CacheHint(int MaxAge, CacheScope Scope)
{
    /// <summary>The response is for once.</summary>
    public static CacheHint None => default;
}
