using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>The table says of every minute what the calendar says: it only goes through many receptions at once.</summary>
public sealed class ReceptionTableTests
{
    private static readonly RegularPeriod Mornings = Slot(9 * 60, 12 * 60);
    private static readonly RegularPeriod Nights = Slot(22 * 60, 2 * 60) with { ClosesNextDay = true };

    private static readonly ExceptionalSlot Evening = new(new ClockTime(20 * 60), new ClockTime(60), ClosesNextDay: true);

    private static readonly OpeningSchedule[] Schedules =
    [
        new() { Regular = [Mornings] },
        new() { Regular = [Mornings], PublicHolidays = PublicHolidayPolicy.AsUsual },
        new() { Regular = [Mornings], PublicHolidays = PublicHolidayPolicy.Closed },
        new() { Regular = [Mornings with { ByAppointment = true }] },
        new() { Regular = [Mornings with { Purpose = "l'état civil" }] },
        new() { Regular = [Mornings with { Purpose = "l'état civil" }, Slot((10 * 60) + 30, 11 * 60)] },
        new() { Regular = [Nights] },
        new() { Regular = [Mornings with { From = new LocalDate(2026, 4, 8) }] },
        new() { Regular = [Mornings], Unread = [new UnreadText { Text = "selon affluence", Days = Weekdays.Monday }] },
        new() { Regular = [Mornings], Exceptional = [Closed(new LocalDate(2026, 4, 8))] },
        new() { Regular = [Nights], Exceptional = [Closed(new LocalDate(2026, 4, 8))] },
        new()
        {
            Regular = [Mornings],
            Exceptional = [Closed(new LocalDate(2026, 4, 8)) with { Slots = [Evening] }],
        },
    ];

    /// <summary>The days around Easter Monday, 6 April 2026, and the change of clocks, 29 March.</summary>
    [Fact]
    public void Reception_AtEachMinuteOfAFortnight_IsOpenAsTheCalendarSays()
    {
        var table = new ReceptionTable([.. Schedules.Select(Record)]);
        var rhone = TerritorialCalendar.ForInseeCode("69266")!;
        var (wrong, open) = (new List<string>(), 0);
        for (var minute = 0; minute < 14 * 24 * 60; minute++)
        {
            var at = Instant.FromUtc(2026, 3, 28, 0, 0) + Duration.FromMinutes(minute);
            var moments = table.MomentsAt(at);
            for (var i = 0; i < Schedules.Length; i++)
            {
                var expected = OpeningCalendar.IsOpenToAll(Schedules[i], rhone, at);
                open += expected ? 1 : 0;
                if (table.IsOpenAt(i, moments, null) != expected)
                {
                    wrong.Add($"schedule {i} at {at}: {expected} is right");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join('\n', wrong.Take(10))}");
        Assert.True(open > 5_000, $"{open} minutes open");
    }

    private static RegularPeriod Slot(int opens, int closes) =>
        new() { Days = Weekdays.All, Opens = new ClockTime(opens), Closes = new ClockTime(closes) };

    private static ExceptionalPeriod Closed(LocalDate day) => new() { From = day, To = day };

    private static AdministrationRecord Record(OpeningSchedule schedule)
    {
        var document = A.Mairie() with { OpeningHours = schedule };
        return new AdministrationEncoder().Encode(
            new PublishedVersion(
                1, Guid.CreateVersion7(), EntryKind.Administration, 1, DocumentJson.Write(document), PublicationPath.Standard, A.Morning, A.Morning),
            document);
    }
}
