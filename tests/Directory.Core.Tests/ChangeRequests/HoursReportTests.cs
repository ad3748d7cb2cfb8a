using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class HoursReportTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly LocalDate Monday = new(2026, 7, 13); // the 14th is a public holiday

    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Read_OverAWeek_CountsKnownDaysAndTheOthersByTheirReason()
    {
        var office = Weekly(Weekdays.MondayToFriday, "09:00", "17:00");
        var text = new UnreadText { Days = Weekdays.Wednesday, Text = "Mercredi : une semaine sur deux" };
        var holidays = office.Regular[0] with { Recurrence = new Recurrence { SchoolHolidays = SchoolHolidayRule.Outside } };
        await PublishAsync("a plain", office);
        await PublishAsync("b text", office with { PublicHolidays = PublicHolidayPolicy.Closed, Unread = [text] });
        await PublishAsync("c none", null);
        await PublishAsync("d place", office, commune: null);
        await PublishAsync("e schools", office with { PublicHolidays = PublicHolidayPolicy.AsUsual, Regular = [holidays] });
        await PublishAsync("f exception", new() { Exceptional = [new() { From = Monday, To = Monday, Reason = "Travaux" }] });
        await PublishAsync("g always", Weekly(Weekdays.All, "00:00", "24:00") with { PublicHolidays = PublicHolidayPolicy.AsUsual });
        await PublishAsync("h suspended", null, notices: new Notice { Title = "Dégât des eaux", SuspendsReception = true });

        var rows = await HoursReport.ReadAsync(_shop.DataSource, Monday, 7, null, default);

        Assert.Equal(
            [
                "a plain: 4 open, 2 closed, 0 all day, HolidayUnconfirmed 1",
                "b text: 3 open, 3 closed, 0 all day, TextNotRead 1",
                "c none: 0 open, 0 closed, 0 all day, NoHours 7",
                "d place: 0 open, 0 closed, 0 all day, NoPlace 7",
                "e schools: 0 open, 2 closed, 0 all day, SchoolHolidaysUnknown 5",
                "f exception: 0 open, 1 closed, 0 all day, ExceptionsOnly 6",
                "g always: 7 open, 0 closed, 7 all day",
                "h suspended: 0 open, 7 closed, 0 all day",
            ],
            rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row =>
                $"{row.Name}: {row.Open} open, {row.Closed} closed, {row.OpenAllDay} all day"
                    + string.Concat(row.Unknown.Select(doubt => $", {doubt.Key} {doubt.Value}"))));
        Assert.Equal([text.Text], rows.Single(row => row.Name == "b text").Texts);
        Assert.Equal("69", rows.Single(row => row.Name == "a plain").Departement);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(OpeningCalendar.MaxDays + 1)]
    public async Task Read_OfTooFewOrTooManyDays_IsRefused(int days) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => HoursReport.ReadAsync(_shop.DataSource, Monday, days, null, default));

    private Task<Guid> PublishAsync(string name, OpeningSchedule? hours, string? commune = "69266", params Notice[] notices) => _shop.PublishAsync(
        A.Mairie() with { Name = name, Commune = commune is null
            ? null
            : InseeCode.Parse(commune), OpeningHours = hours, Notices = notices });

    private static OpeningSchedule Weekly(Weekdays days, string opens, string closes) =>
        new() { Regular = [new() { Days = days, Opens = ClockTime.Parse(opens), Closes = ClockTime.Parse(closes) }] };
}
