namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>What a counter does on public holidays. In JSON: <c>UNCONFIRMED</c>, <c>CLOSED</c>, <c>AS_USUAL</c>.</summary>
public enum PublicHolidayPolicy
{
    /// <summary>
    /// Nobody said. On a public holiday with slots the state is unknown; on one without slots it stays closed.
    /// </summary>
    Unconfirmed,

    /// <summary>Closed on every public holiday of its territory, whatever the regular slots.</summary>
    Closed,

    /// <summary>The regular slots hold on public holidays too.</summary>
    AsUsual,
}
