using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>What is said of a reception is one line of a phone, whatever it is; nothing is lost, the whole stands beside it.</summary>
public class OpeningLabelTests
{
    private static readonly LocalDate Today = new(2026, 9, 21); // a Monday

    // The longest of each kind is among them.
    private static readonly (string Whole, string Plain)[] Closed =
    [
        ("Fermé", "Fermé"),
        .. Holidays().Select(name => ($"Fermé, jour férié ({name})", "Fermé, jour férié")),
        ("Fermé exceptionnellement", "Fermé exceptionnellement"),
        ("Fermé exceptionnellement (travaux)", "Fermé exceptionnellement"),
        ($"Fermé exceptionnellement ({new string('x', 80)})", "Fermé exceptionnellement"),
    ];

    [Fact]
    public void State_OfEveryCombination_IsSaidInSixtyCharacters()
    {
        var (said, longest) = (0, "");
        foreach (var status in new[] { OpenStatus.Closed, OpenStatus.Open, OpenStatus.OpenByAppointment })
        {
            foreach (var (whole, plain) in status is OpenStatus.Closed ? Closed : [("", "")])
            {
                foreach (var next in Nexts().Where(next => next.Status != status))
                {
                    var (label, detail) = OpeningLabels.State(new(status), _ => null, Today, whole, plain, next);
                    Assert.InRange(label.Length, 4, OpenState.MaxLabelLength);
                    Assert.True(detail is null || detail.Length > OpenState.MaxLabelLength, detail); // else the label would be that
                    longest = (detail ?? label).Length > longest.Length ? detail ?? label : longest;
                    said++;
                }
            }
        }

        Assert.InRange(said, 50_000, 500_000);
        Assert.InRange(longest.Length, 150, 300); // what would be said without a bound
    }

    [Fact]
    public void Unknown_OfEveryKind_IsSaidInSixtyCharacters()
    {
        List<(string Label, string? Detail)> said =
        [
            OpeningLabels.Unknown(DayKind.SchoolsUnknown, "Horaires différents pendant les vacances scolaires : à vérifier"),
            OpeningLabels.Unknown(DayKind.NothingSaid, OpeningLabels.NotKnown),
            OpeningLabels.Unknown(DayKind.Ordinary, null),
            .. Holidays().Select(name => OpeningLabels.Unknown(DayKind.HolidayUnconfirmed, $"Jour férié ({name}) : ouverture à confirmer")),
            .. Enumerable.Range(1, 40).Select(words => StateOf(string.Join(' ', Enumerable.Repeat("selon", words)))),
        ];

        Assert.Equal(
            ["Horaires à vérifier : vacances scolaires", "Horaires non connus", "Horaires de la nuit à vérifier"],
            said.Take(3).Select(item => item.Label));
        Assert.All(said, item => Assert.InRange(item.Label.Length, 4, OpenState.MaxLabelLength));
        Assert.Equal("Horaires à vérifier", said[^1].Label);
        Assert.StartsWith("Horaires à vérifier : selon selon", said[^1].Detail, StringComparison.Ordinal);
        Assert.Contains(said, item => item is { Label: "Jour férié : ouverture à confirmer", Detail: not null });

        static (string Label, string? Detail) StateOf(string text) => OpeningCalendar.StateAt(
            new OpeningSchedule { Unread = [new UnreadText { Days = Weekdays.All, Text = text }] }, TerritorialCalendar.ForInseeCode("75"),
            Instant.FromUtc(2026, 9, 21, 8, 0)) is var state ? (state.Label, state.Detail) : default;
    }

    [Theory]
    [InlineData(OpenStatus.Open, 1, 600, OpenStatus.Closed, "Ouvert jusqu'à demain à 10 h", null)]
    [InlineData(OpenStatus.Open, 40, 600, OpenStatus.Closed, "Ouvert jusqu'au samedi 31 octobre à 10 h", null)]
    [InlineData(
        OpenStatus.OpenByAppointment, 0, 630, OpenStatus.Open, "Ouvert sur rendez-vous jusqu'à 10 h 30",
        "Ouvert sur rendez-vous jusqu'à 10 h 30, puis sans rendez-vous")]
    [InlineData(
        OpenStatus.Closed, 400, 630, OpenStatus.OpenByAppointment, "Fermé, ouvre le 26 octobre 2027 à 10 h 30 sur rendez-vous",
        "Fermé exceptionnellement (travaux), ouvre le mardi 26 octobre 2027 à 10 h 30 sur rendez-vous")]
    [InlineData(
        OpenStatus.Closed, 1, 630, OpenStatus.Open, "Fermé exceptionnellement (travaux), ouvre demain à 10 h 30", null)]
    public void State_OfAChange_LeavesOutTheLeastItCan(
        OpenStatus status, int days, int minute, OpenStatus then, string label, string? detail) =>
        Assert.Equal((label, detail), OpeningLabels.State(new(status), _ =>
            null, Today, "Fermé exceptionnellement (travaux)", "Fermé exceptionnellement",
            new NextChange(NextChangeKind.Found, null, then, Today.PlusDays(days), new ClockTime(minute))));

    private static IEnumerable<NextChange> Nexts() =>
        from then in new[] { OpenStatus.Closed, OpenStatus.Open, OpenStatus.OpenByAppointment }
        from kind in new[] { NextChangeKind.Found, NextChangeKind.Unknown, NextChangeKind.None }
        from days in Enumerable.Range(0, OpeningCalendar.HorizonDays + 2)
        from minute in new[] { 0, 540, 630 }
        where kind is NextChangeKind.Found || minute == 0
        select new NextChange(kind, null, then, Today.PlusDays(days), new ClockTime(minute));

    private static IEnumerable<string> Holidays() => Enum.GetValues<HolidayZone>()
        .SelectMany(zone => Enumerable.Range(2008, 30).SelectMany(year => PublicHolidays.Of(zone, year).Select(holiday =>
            PublicHolidays.NameOn(zone, holiday.Date)!)))
        .Distinct();
}
