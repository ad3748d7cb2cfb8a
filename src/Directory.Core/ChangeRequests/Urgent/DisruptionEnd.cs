using NodaTime;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>The answers to « Jusqu'à quand ? ».</summary>
public enum DisruptionEndKind
{
    /// <summary>The evening of its first day, by the counter's own clock.</summary>
    Tonight,

    /// <summary>The evening of a given day.</summary>
    OnDay,

    /// <summary>Nobody can tell: it ends by itself unless it is prolonged.</summary>
    Unknown,
}

/// <summary>When something ends, as people say it: the same words are other instants in Cayenne and in Nouméa.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="LastDay">Of <see cref="DisruptionEndKind.OnDay"/>, the last day concerned.</param>
public sealed record DisruptionEnd(DisruptionEndKind Kind, LocalDate? LastDay = null)
{
    /// <summary>The first instant at which it is over.</summary>
    /// <param name="zone">The counter's clock.</param>
    /// <param name="first">The first day concerned.</param>
    /// <param name="now">When this is said.</param>
    /// <param name="unknownLasts">How long an unknown end is waited for: <see cref="ChangeRequestOptions.UnknownEndLasts"/>.</param>
    public Instant At(DateTimeZone zone, LocalDate first, Instant now, TimeSpan unknownLasts) => Kind switch
    {
        DisruptionEndKind.Tonight => zone.AtStartOfDay(first.PlusDays(1)).ToInstant(),
        DisruptionEndKind.OnDay => zone.AtStartOfDay((LastDay ?? first).PlusDays(1)).ToInstant(),
        _ => Instant.Max(now, zone.AtStartOfDay(first).ToInstant()) + Duration.FromTimeSpan(unknownLasts),
    };
}
