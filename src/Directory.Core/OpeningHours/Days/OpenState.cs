using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>Whether a counter is open at an instant, and what comes next.</summary>
/// <param name="Status">The answer.</param>
/// <param name="ChangesAt">
/// The first later instant at which the status is another one. Null where nobody can tell: the status is unknown, or
/// an unknown day comes first; and where nothing changes within <see cref="OpeningCalendar.HorizonDays"/> days.
/// </param>
/// <param name="Label">The same in plain French, for a person at that place: « Fermé, ouvre lundi à 9 h ».</param>
public readonly record struct OpenState(OpenStatus Status, Instant? ChangesAt, string Label);

/// <summary>The four answers to « is it open? ».</summary>
public enum OpenStatus
{
    /// <summary>The rules do not say, and nothing is guessed.</summary>
    Unknown,

    /// <summary>Nobody is received.</summary>
    Closed,

    /// <summary>Usagers with an appointment are received, and nobody else.</summary>
    OpenByAppointment,

    /// <summary>Anyone is received.</summary>
    Open,
}
