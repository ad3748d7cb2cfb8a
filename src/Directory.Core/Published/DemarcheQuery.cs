using NodaTime;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published;

/// <summary>Which démarches to list: those that meet every condition that is set, in the order of their titles.</summary>
public sealed record DemarcheQuery
{
    /// <summary>The most items of a page.</summary>
    public const int MaxFirst = 100;

    /// <summary>For whom it must be; null: anyone.</summary>
    public Audience? Audience { get; init; }

    /// <summary>The id of a theme that it must stand under, at any level.</summary>
    public string? Theme { get; init; }

    /// <summary>The id of a life event that must bring it about.</summary>
    public string? LifeEvent { get; init; }

    /// <summary>Codes of service types, one of which must handle it; null: any or none.</summary>
    public IReadOnlyList<string>? HandledBy { get; init; }

    /// <summary>Its content must have changed at this instant or later.</summary>
    public Instant? UpdatedSince { get; init; }

    /// <summary>How many items at most, 0 to <see cref="MaxFirst"/>.</summary>
    public int First { get; init; } = 20;

    /// <summary>The cursor of the item after which the page starts; null: at the first.</summary>
    public string? After { get; init; }
}
