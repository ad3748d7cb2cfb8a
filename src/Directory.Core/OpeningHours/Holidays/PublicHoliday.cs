using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>A public holiday (« jour férié ») as it falls in one year.</summary>
/// <param name="Date">The day, in the territory's own calendar.</param>
/// <param name="Name">Its name in French, as it is said: « Toussaint », « 8 mai ».</param>
public readonly record struct PublicHoliday(LocalDate Date, string Name);
