using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>What a disruption makes of a document, asked as readers ask: is it open?</summary>
public sealed class DisruptionTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    // Open every day from 9 to 17; 1 March 2026 is a Sunday.
    private static readonly AdministrationDocument Open = A.Mairie() with
    {
        OpeningHours = new OpeningSchedule
        {
            Regular = [new RegularPeriod { Days = Weekdays.All, Opens = new ClockTime(9, 0), Closes = new ClockTime(17, 0) }],
        },
    };

    [Theory]
    [InlineData(DisruptionEndKind.Tonight, "Fermé aujourd'hui", 14, 33)] // closed until tonight, open tomorrow at 9
    [InlineData(DisruptionEndKind.OnDay, "Fermé jusqu'au 3 mars inclus", 62, 81)]
    [InlineData(DisruptionEndKind.Unknown, "Fermé jusqu'à nouvel ordre", 23, 25)]
    public void ClosedNow_UntilItsEnd_IsClosedAndThenAsBefore(
        DisruptionEndKind kind, string title, int hoursStillClosed, int hoursOpenAgain)
    {
        var end =
            new DisruptionEnd(kind, new LocalDate(2026, 3, 3)).At(Paris, new LocalDate(2026, 3, 1), A.Morning, TimeSpan.FromHours(24));
        var closed = (Closure() with { EndsAt = end, IsEndUnknown = kind is DisruptionEndKind.Unknown }).ApplyTo(Open);

        Assert.Equal(title, closed.Notices[0].Title);
        Assert.Equal(OpenStatus.Closed, StateAt(closed, 0));
        Assert.Equal(OpenStatus.Closed, StateAt(closed, hoursStillClosed));
        Assert.Equal(StateAt(Open, hoursOpenAgain), StateAt(closed, hoursOpenAgain));
        Assert.Equal(OpenStatus.Open, StateAt(Open, 0));
        Assert.Empty(DocumentValidation.Validate(closed));
        Assert.Empty(UrgentList.FindForbidden(Json(Open), Json(closed)));
    }

    [Fact]
    public void ClosedNow_WhereHoursAreNotKnown_IsClosedAndOnTheUrgentList()
    {
        var closed = Closure().ApplyTo(A.Mairie());

        Assert.Equal((OpenStatus.Unknown, OpenStatus.Closed), (StateAt(A.Mairie(), 0), StateAt(closed, 0)));
        Assert.Empty(UrgentList.FindForbidden(Json(A.Mairie()), Json(closed)));
    }

    [Fact]
    public void ClosedLater_IsOpenUntilThenAndClosedDuring_EvenWhereThePlaceIsUnknown()
    {
        var later = Closure() with { Kind = DisruptionKind.ClosedLater, From = new LocalDate(2026, 3, 5), EndsAt = Midnight(2026, 3, 7) };

        var (closed, nowhere) = (later.ApplyTo(Open), later.ApplyTo(Open with { Commune = null }));

        Assert.Equal(
            (OpenStatus.Open, OpenStatus.Closed, OpenStatus.Closed, OpenStatus.Open),
            (StateAt(closed, 0), StateAt(closed, 4 * 24), StateAt(closed, 5 * 24), StateAt(closed, 6 * 24)));
        Assert.Equal((OpenStatus.Unknown, OpenStatus.Closed), (StateAt(nowhere, 0), StateAt(nowhere, 4 * 24)));
        Assert.Equal("Fermé du 5 au 6 mars inclus", closed.Notices[0].Title);
    }

    [Fact]
    public void ReducedHours_HoldOnTheirDaysOnly_AndReceptionIsNotSuspended()
    {
        var reduced = (Closure() with
        {
            Kind = DisruptionKind.ReducedHours,
            Slots = [new ExceptionalSlot(new ClockTime(14, 0), new ClockTime(15, 0))],
        }).ApplyTo(Open);

        Assert.Equal(
            (OpenStatus.Closed, OpenStatus.Open, OpenStatus.Open), (StateAt(reduced, 0), StateAt(reduced, 4.5), StateAt(reduced, 24)));
        Assert.Equal("Horaires réduits aujourd'hui", reduced.Notices[0].Title);
        Assert.False(reduced.Notices[0].SuspendsReception);
    }

    [Fact]
    public void Closure_OverDaysThatHaveHoursOfTheirOwn_IsClosedOnThemToo()
    {
        ExceptionalPeriod Day(int day) => new()
        {
            From = new LocalDate(2026, 3, day),
            To = new LocalDate(2026, 3, day),
            Slots = [new ExceptionalSlot(new ClockTime(8, 0), new ClockTime(20, 0))],
        };
        var special = Open with { OpeningHours = Open.OpeningHours! with { Exceptional = [Day(1), Day(2), Day(9)] } };

        var closed = (Closure() with { EndsAt = Midnight(2026, 3, 4) }).ApplyTo(special);
        var territory = TerritorialCalendar.ForInseeCode("69266");

        Assert.All([1, 2, 3], day => Assert.Empty(OpeningCalendar.Day(closed.OpeningHours, territory, new LocalDate(2026, 3, day)).Slots));
        Assert.NotEmpty(OpeningCalendar.Day(closed.OpeningHours, territory, new LocalDate(2026, 3, 9)).Slots);
        Assert.Empty(DocumentValidation.Validate(closed));
        var back = Compose(ContentReturn.Without(Json(special), Json(closed), Json(closed)));
        Assert.Equal(special.OpeningHours, back.OpeningHours);
        Assert.Empty(back.Notices);
    }

    [Fact]
    public void Tonight_Overseas_IsTheEveningThere()
    {
        var noumea = Open with { Commune = InseeCode.Parse("98818") };
        var zone = Disruption.ZoneOf(noumea);

        var end = new DisruptionEnd(DisruptionEndKind.Tonight).At(zone, A.Morning.InZone(zone).Date, A.Morning, TimeSpan.FromHours(24));

        Assert.Equal(Instant.FromUtc(2026, 3, 1, 13, 0), end); // 20:00 there: four hours left
    }

    [Theory]
    [InlineData(DisruptionKind.ClosedNow, "", 1, "message")]
    [InlineData(DisruptionKind.ReducedHours, "Panne.", 1, "slots")]
    [InlineData(DisruptionKind.ClosedLater, "Panne.", 1, "from")] // today is not later
    [InlineData(DisruptionKind.ClosedNow, "Panne.", 0, "endsAt")]
    public void Check_OfWhatIsMissing_NamesIt(DisruptionKind kind, string message, int hours, string path) =>
        Assert.Equal(path, Assert.Single(
            (Closure() with { Kind = kind, Message = message, EndsAt = A.Morning
                + Duration.FromHours(hours) }).Check(Paris, A.Morning)).Path);

    [Fact]
    public void Json_OfADisruption_IsReadBack()
    {
        var disruption =
            Closure() with { Kind = DisruptionKind.ReducedHours, Slots = [new ExceptionalSlot(
                new ClockTime(14, 0), ClockTime.EndOfDay, true)] };

        Assert.Equivalent(disruption, Disruption.Read(disruption.Write()), strict: true);
    }

    private static Disruption Closure() => new()
    {
        Kind = DisruptionKind.ClosedNow,
        Message = "Panne électrique.",
        From = new LocalDate(2026, 3, 1),
        EndsAt = Midnight(2026, 3, 2),
    };

    private static Instant Midnight(int year, int month, int day) => Paris.AtStartOfDay(new LocalDate(year, month, day)).ToInstant();

    private static byte[] Json(AdministrationDocument document) => DocumentJson.Write(document);

    private static AdministrationDocument Compose(SortedDictionary<string, byte[]> blocks)
    {
        blocks[DocumentBlocks.SchemaVersion] = "1"u8.ToArray();
        blocks[DocumentBlocks.Provenance] =
            CanonicalJson.Of(System.Text.Json.JsonDocument.Parse(Json(Open)).RootElement.GetProperty(DocumentBlocks.Provenance));
        return DocumentJson.ReadAdministration(CanonicalJson.Compose(blocks));
    }

    private static AdministrationRecord RecordOf(AdministrationDocument document) => new AdministrationEncoder().Encode(
        new PublishedVersion(
            1, Guid.CreateVersion7(), EntryKind.Administration, 1, Json(document), PublicationPath.Urgent, A.Morning, A.Morning),
        document);

    private static OpenStatus StateAt(AdministrationDocument document, double hours) => Reception.StateAt(
        RecordOf(document), TerritorialCalendar.ForInseeCode(document.Commune?.Value), A.Morning + Duration.FromHours(hours), null).Status;
}
