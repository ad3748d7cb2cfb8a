using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>A notice that suspends the reception closes it, whatever the hours say.</summary>
public sealed class ReceptionTests
{
    // Monday 2 March 2026, 10:00 in Paris; open from 9:00 to 17:00.
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly TerritorialCalendar Rhone = TerritorialCalendar.ForInseeCode("69266")!;

    [Fact]
    public void StateAt_DuringASuspension_IsClosedUntilItsEnd()
    {
        var record = Record(Suspension(Monday.Minus(Duration.FromHours(1)), Monday.Plus(Duration.FromHours(2))));

        Assert.Equal(
            new OpenState(OpenStatus.Closed, Monday.Plus(Duration.FromHours(2)), "Accueil suspendu"),
            Reception.StateAt(record, Rhone, Monday, null));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("l'état civil", false)]
    public void IsOpenToAll_OfHoursKeptForOneService_IsFalse(string? purpose, bool expected)
    {
        var slot = new RegularPeriod { Days = Weekdays.Monday, Opens = new ClockTime(540), Closes = new ClockTime(1020), Purpose = purpose };

        Assert.Equal(expected, OpeningCalendar.IsOpenToAll(new OpeningSchedule { Regular = [slot] }, Rhone, Monday));
    }

    [Fact]
    public void StateAt_DuringAClosureThatAMessageTells_IsSaidAsAClosure()
    {
        var closed = new ExceptionalPeriod { From = new LocalDate(2026, 3, 2), To = new LocalDate(2026, 3, 2), Reason = "Panne de courant." };

        var state = Reception.StateAt(Record([closed], Suspension(Monday.Minus(Duration.FromHours(1)), null)), Rhone, Monday, null);

        Assert.Equal((OpenStatus.Closed, "Fermé exceptionnellement"), (state.Status, state.Label));
    }

    [Fact]
    public void StateAt_BeforeASuspension_ChangesWhenItBegins()
    {
        var begins = Monday.Plus(Duration.FromHours(1));
        var state = Reception.StateAt(Record(Suspension(begins, null)), Rhone, Monday, null);

        Assert.Equal(
            (OpenStatus.Open, begins, "Ouvert ; l'accueil est ensuite suspendu"), (state.Status, state.ChangesAt!.Value, state.Label));
    }

    [Theory]
    [InlineData(-5, -1)] // over
    [InlineData(20, 30)] // after closing
    public void StateAt_OutsideASuspension_IsAsTheHoursSay(int from, int until)
    {
        var record = Record(Suspension(Monday.Plus(Duration.FromHours(from)), Monday.Plus(Duration.FromHours(until))));

        Assert.Equal(Reception.StateAt(Record(), Rhone, Monday, null), Reception.StateAt(record, Rhone, Monday, null));
    }

    [Fact]
    public void StateAt_ANoticeThatOnlySaysSomething_ChangesNothing()
    {
        var record = Record(new Notice { Title = "Travaux" });

        Assert.Equal(OpenStatus.Open, Reception.StateAt(record, Rhone, Monday, null).Status);
    }

    private static Notice Suspension(Instant from, Instant? until) =>
        new() { Title = "Accueil suspendu", From = from, Until = until, SuspendsReception = true };

    private static AdministrationRecord Record(params Notice[] notices) => Record([], notices);

    private static AdministrationRecord Record(IReadOnlyList<ExceptionalPeriod> exceptional, params Notice[] notices)
    {
        var document = A.Mairie() with
        {
            Notices = notices,
            OpeningHours = new OpeningSchedule
            {
                Regular =
                    [new RegularPeriod { Days = Weekdays.Of(IsoDayOfWeek.Monday), Opens = new ClockTime(540), Closes = new ClockTime(
                        1020) }],
                Exceptional = exceptional,
            },
        };
        return new AdministrationEncoder().Encode(
            new PublishedVersion(
                1, Guid.CreateVersion7(), EntryKind.Administration, 1, DocumentJson.Write(document), PublicationPath.Standard, A.Morning,
                A.Morning),
            document);
    }
}
