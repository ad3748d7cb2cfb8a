using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>Whether a counter is open at an instant, and what comes next.</summary>
/// <param name="Status">The answer.</param>
/// <param name="ChangesAt">
/// The first later instant at which the status is another one. Null where nobody can tell: the status is unknown, or
/// an unknown day comes first; and where nothing changes within <see cref="OpeningCalendar.HorizonDays"/> days.
/// </param>
/// <param name="Label">
/// The same in plain French, for a person at that place, on one line of a phone: « Fermé, ouvre lundi à 9 h ». At most
/// <see cref="MaxLabelLength"/> characters.
/// </param>
/// <param name="Detail">The whole sentence, where the label leaves out a part of it; null where the label says it all.</param>
/// <param name="Purpose">The service or public that is received now, and nobody else; null for whoever comes.</param>
public readonly record struct OpenState(OpenStatus Status, Instant? ChangesAt, string Label, string? Detail = null, string? Purpose = null)
{
    /// <summary>The most characters in a label.</summary>
    public const int MaxLabelLength = 60;

    /// <summary>All that there is to say.</summary>
    public string Sentence => Detail ?? Label;
}

/// <summary>The four answers to « is it open? ».</summary>
public enum OpenStatus
{
    /// <summary>The rules do not say, and nothing is guessed.</summary>
    Unknown,

    /// <summary>Nobody is received.</summary>
    Closed,

    /// <summary>Usagers with an appointment are received, and nobody else.</summary>
    OpenByAppointment,

    /// <summary>Anyone is received, or anyone who comes for <see cref="OpenState.Purpose"/>.</summary>
    Open,
}
