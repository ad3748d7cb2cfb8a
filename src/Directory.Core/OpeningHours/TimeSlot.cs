namespace PublicDirectory.Core.OpeningHours;

/// <summary>A stretch of one day during which a counter receives, in its local time.</summary>
/// <param name="Opens">The first minute open.</param>
/// <param name="Closes">The first minute closed again; 24:00 for the end of the day.</param>
/// <param name="ByAppointment">Whether an appointment is needed.</param>
/// <param name="Purpose">The service or public that is received, and nobody else; null for whoever comes.</param>
public readonly record struct TimeSlot(ClockTime Opens, ClockTime Closes, bool ByAppointment, string? Purpose = null);
