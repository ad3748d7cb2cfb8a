using NodaTime;

namespace PublicDirectory.Core.Administrations;

/// <summary>How much a notice matters.</summary>
public enum NoticeLevel
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>To be known before coming.</summary>
    Warning,

    /// <summary>Something unforeseen: a closure, an incident.</summary>
    Urgent,
}

/// <summary>A message shown to usagers for a time. It says; it never changes which hours are computed.</summary>
public sealed record Notice
{
    /// <summary>How much it matters.</summary>
    public NoticeLevel Level { get; init; }

    /// <summary>In one line, in French, 1 to 150 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The details, in French, at most 1,000 characters.</summary>
    public string? Body { get; init; }

    /// <summary>Shown from; null for at once.</summary>
    public Instant? From { get; init; }

    /// <summary>Shown until, excluded; null for until it is taken away.</summary>
    public Instant? Until { get; init; }

    /// <summary>Whether the reception is suspended as long as the notice is shown: see <c>docs/adr/0006-change-requests.md</c>.</summary>
    public bool SuspendsReception { get; init; }
}
