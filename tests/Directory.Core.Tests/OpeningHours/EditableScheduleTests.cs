using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class EditableScheduleTests
{
    private static readonly TerritorialCalendar Lyon = TerritorialCalendar.ForInseeCode("69266")!;
    private static readonly LocalDate Start = new(2026, 11, 1);

    [Fact]
    public void ToPeriods_AfterOf_OpensTheSameDays_WhateverTheRules()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var schedule = RandomSchedules.Make(new Random(seed));

            var again = schedule with { Regular = EditableSchedule.Of(schedule.Regular).ToPeriods() };

            AssertSameDays(schedule, again, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_EveryWeek_IsTheUsualWeek()
    {
        var editable = EditableSchedule.Of(Office.Regular);

        Assert.Equal(2, editable.Usual[IsoDayOfWeek.Friday].Count);
        Assert.Empty(editable.Usual[IsoDayOfWeek.Saturday]);
        Assert.Empty(editable.Seasons);
        Assert.Empty(editable.Kept);
        Assert.Equal(Office.Regular, editable.ToPeriods());
    }

    [Fact]
    public void Of_TwoSeasonsThatFillTheYear_TakesTheLongerAsUsual()
    {
        RegularPeriod[] periods = [Yearly(Slot("lu-ve", "09:00-17:00"), 9, 1, 6, 30), Yearly(Slot("lu-ve", "08:00-14:00"), 7, 1, 8, 31)];

        var editable = EditableSchedule.Of(periods);

        Assert.Equal(ClockTime.Parse("09:00"), editable.Usual[IsoDayOfWeek.Monday][0].Opens);
        var season = Assert.Single(editable.Seasons);
        Assert.Equal(YearlyRange.Of(7, 1, 8, 31), season.Dates.Yearly);
        AssertSameDays(Of(periods), Of([.. editable.ToPeriods()]), "");
    }

    [Fact]
    public void Of_ASeasonBesideHoursOfEveryWeek_GivesTheSeasonAllThatHoldsInIt()
    {
        RegularPeriod[] periods = [Slot("lu-ve", "09:00-12:00"), Yearly(Slot("sa", "09:00-12:00"), 7, 1, 8, 31)];

        var editable = EditableSchedule.Of(periods);

        Assert.Empty(editable.Usual[IsoDayOfWeek.Saturday]);
        Assert.Single(editable.Seasons[0].Week[IsoDayOfWeek.Monday]);
        Assert.Single(editable.Seasons[0].Week[IsoDayOfWeek.Saturday]);
        AssertSameDays(Of(periods), Of([.. editable.ToPeriods()]), "");
    }

    [Fact]
    public void Of_NewHoursFromADate_AreASeasonWithoutEnd()
    {
        RegularPeriod[] periods =
        [
            Slot("lu-ve", "09:00-12:00") with { To = new LocalDate(2027, 2, 28) },
            Slot("lu-ve", "08:00-12:00") with { From = new LocalDate(2027, 3, 1) },
        ];

        var editable = EditableSchedule.Of(periods);

        Assert.Equal(new SeasonDates(null, new LocalDate(2027, 3, 1)), Assert.Single(editable.Seasons).Dates);
        AssertSameDays(Of(periods), Of([.. editable.ToPeriods()]), "");
    }

    [Fact]
    public void Of_ADatedSeasonWrittenBefore_IsReadAsItWas()
    {
        var week = EditableSchedule.Of(Office.Regular).Usual;
        var summer = new EditableSeason(new(null, new LocalDate(2027, 7, 1), new LocalDate(2027, 8, 31)), new EditableWeek());
        var autumn =
            new EditableSeason(
                new(null, new LocalDate(2027, 9, 1), new LocalDate(2027, 9, 15)), EditableSchedule.Of([Slot("lu", "08:00-09:00")]).Usual);

        var again = EditableSchedule.Of(new EditableSchedule(week, [autumn], []).ToPeriods());

        Assert.Equal(autumn.Dates, Assert.Single(again.Seasons).Dates);
        Assert.Equal(2, again.Usual[IsoDayOfWeek.Monday].Count);

        // A season without a slot leaves a gap: its dates are then closed, and nothing is lost.
        var gap = EditableSchedule.Of(new EditableSchedule(week, [summer], []).ToPeriods());
        AssertSameDays(Of([.. new EditableSchedule(week, [summer], []).ToPeriods()]), Of([.. gap.ToPeriods()]), "");
    }

    [Theory]
    [InlineData("ordinals")]
    [InlineData("weeks")]
    [InlineData("schools")]
    [InlineData("four slots")]
    [InlineData("overlapping seasons")]
    public void Of_WhatAFormCannotSay_KeepsItAsItIs(string what)
    {
        var odd = Slot("sa", "09:00-12:00");
        RegularPeriod[] special = what switch
        {
            "ordinals" => [odd with { Recurrence = new() { Ordinals = MonthOrdinals.Of(1) } }],
            "weeks" => [odd with { Recurrence = new() { Weeks = WeekParity.Odd } }],
            "schools" => [odd with { Recurrence = new() { SchoolHolidays = SchoolHolidayRule.Outside } }],
            "four slots" => [.. new[] { "08:00-09:00", "10:00-11:00", "12:00-13:00", "14:00-15:00" }.Select(times => Slot("sa", times))],
            _ => [Yearly(odd, 6, 1, 8, 31), Yearly(Slot("sa", "14:00-15:00"), 8, 1, 9, 30)],
        };
        RegularPeriod[] periods = [Slot("lu", "09:00-12:00"), .. special];

        var editable = EditableSchedule.Of(periods);

        Assert.All(special, period => Assert.Contains(period, editable.Kept));
        Assert.Empty(editable.Seasons);
        Assert.Equivalent(periods, editable.ToPeriods());
    }

    [Fact]
    public void Conflict_OfSeasons_IsOnADayTheyShareOrBetweenTheTwoKinds()
    {
        var summer = new SeasonDates(YearlyRange.Of(7, 1, 8, 31));

        Assert.Null(EditableSchedule.Conflict([summer, new(YearlyRange.Of(12, 15, 1, 5)), new(YearlyRange.Of(9, 1, 9, 1))]));
        Assert.Equal((0, 1, true), EditableSchedule.Conflict([summer, new(YearlyRange.Of(8, 31, 9, 1))]));
        Assert.Equal((0, 1, false), EditableSchedule.Conflict([summer, new(null, new LocalDate(2027, 1, 1))]));
        Assert.Equal(
            (0, 1, true), EditableSchedule.Conflict([new(null, new LocalDate(2027, 1, 1)), new(null, null, new LocalDate(2027, 1, 1))]));
    }

    [Fact]
    public void Warnings_AreAboutLongDays_NoOpenDay_AndHalfAsMuchAsPublished()
    {
        Assert.Empty(ScheduleWarning.Of(Office, Office, Start));
        Assert.Empty(ScheduleWarning.Of(Of(Slot("lu", "08:00-20:00")), null, Start)); // twelve hours
        var longDay = Assert.Single(ScheduleWarning.Of(Of(Slot("lu", "08:00-20:01")), null, Start));
        Assert.Equal(ScheduleWarning.LongDay, longDay.Code);
        Assert.StartsWith("Lundi : 12 h 01 ", longDay.Message, StringComparison.Ordinal);
        Assert.Equal(
            ScheduleWarning.NoOpenDay,
            Assert.Single(ScheduleWarning.Of(new OpeningSchedule { IsClosedToPublic = true }, Office, Start)).Code);
        Assert.Empty(ScheduleWarning.Of(Of(Slot("lu-me", "09:00-12:00"), Slot("lu-me", "14:00-17:00")), Office, Start)); // 60 %
        Assert.Equal(
            ScheduleWarning.FarFromPublished,
            Assert.Single(ScheduleWarning.Of(Of(Slot("lu-ma", "09:00-12:00"), Slot("lu-ma", "14:00-17:00")), Office, Start)).Code);
    }

    private static RegularPeriod Yearly(RegularPeriod period, int fromMonth, int fromDay, int toMonth, int toDay) =>
        period with { Recurrence = new() { Seasons = [YearlyRange.Of(fromMonth, fromDay, toMonth, toDay)] } };

    private static void AssertSameDays(OpeningSchedule expected, OpeningSchedule actual, string what)
    {
        Assert.Empty(actual.Validate());
        for (var date = Start; date < Start.PlusDays(800); date = date.PlusDays(400))
        {
            Assert.True(
                OpeningCalendar.Days(expected, Lyon, date, 400).SequenceEqual(OpeningCalendar.Days(actual, Lyon, date, 400)), what);
        }
    }
}
