namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>A slot in minutes from the midnight that begins its day; past 1440 it goes on into the next day.</summary>
/// <param name="Opens">The first minute open, 0 to 1439.</param>
/// <param name="Closes">The first minute closed again, up to 2880.</param>
/// <param name="ByAppointment">Whether an appointment is needed.</param>
/// <param name="Purpose">Whom it is for, as <see cref="OpeningSchedule.PurposeNumber"/> counts; 0 for whoever comes.</param>
internal readonly record struct Stretch(int Opens, int Closes, bool ByAppointment, int Purpose = 0)
{
    /// <summary>A slot as it is written; null where it does not close after it opens, or lasts more than a day.</summary>
    public static Stretch? Of(ClockTime opens, ClockTime closes, bool closesNextDay, bool byAppointment, int purpose = 0)
    {
        var end = closes.Minutes + (closesNextDay ? ClockTime.MinutesPerDay : 0);
        return opens.Minutes < end && end - opens.Minutes <= ClockTime.MinutesPerDay
            ? new(opens.Minutes, end, byAppointment, purpose)
            : null;
    }
}
