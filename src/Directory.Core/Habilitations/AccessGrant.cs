using NodaTime;

namespace PublicDirectory.Core.Habilitations;

/// <summary>A right given to a person: where, on what, from when to when, by whom.</summary>
public sealed record AccessGrant
{
    /// <summary>A UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>To do what.</summary>
    public required AccessRight Right { get; init; }

    /// <summary>To which entries.</summary>
    public required Perimeter Perimeter { get; init; }

    /// <summary>The perimeter in French, to follow a comma: <c>pour « Préfecture du Rhône » et les services qui en dépendent</c>.</summary>
    public string PerimeterInFrench { get; init; } = "";

    /// <summary>On which blocks; null for all.</summary>
    public IReadOnlyList<string>? Blocks { get; init; }

    /// <summary>From when.</summary>
    public required Instant ValidFrom { get; init; }

    /// <summary>To when, excluded; null for without end.</summary>
    public Instant? ValidTo { get; init; }

    /// <summary>By whom; null for the operator of the service.</summary>
    public Guid? GrantedBy { get; init; }

    /// <summary>When it was given.</summary>
    public required Instant GrantedAt { get; init; }

    /// <summary>When it was taken back; null while it was not.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>It gives nothing before an administrator above the giver has agreed (<see cref="GrantPairs"/>).</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether it gives anything at that moment.</summary>
    public bool IsActiveAt(Instant at) => !IsPending && RevokedAt is null && ValidFrom <= at && (ValidTo is null || at < ValidTo);
}
