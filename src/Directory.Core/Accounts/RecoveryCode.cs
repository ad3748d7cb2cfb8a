namespace PublicDirectory.Core.Accounts;

/// <summary>A code that stands once for the telephone.</summary>
public sealed class RecoveryCode
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] CodeHash { get; init; }
}
