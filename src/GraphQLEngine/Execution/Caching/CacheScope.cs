namespace GraphQLEngine.Execution;

/// <summary>Who may keep a response.</summary>
public enum CacheScope
{
    /// <summary>Everyone, shared caches included.</summary>
    Public,

    /// <summary>The caller alone.</summary>
    Private,
}
