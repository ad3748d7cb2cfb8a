using System.Text;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Formats;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>
/// What rows of the source say of single days: texts that speak of days outside their row, of a part of the day, of some usagers.
/// </summary>
public class SourceClausesTests
{
    private static readonly SchoolCalendar Schools = SchoolCalendar.Parse(Encoding.UTF8.GetBytes("""
        {"version": 1, "covers": [{"zones": ["C"], "from": "2026-09-01", "to": "2027-08-31"}],
         "holidays": [{"zones": ["C"], "from": "2026-12-19", "to": "2027-01-03"}]}
        """));

    // Rows are apart by « / », a row's note behind « | »; of each date what is said, « ? » for not known and « - » for closed.
    // 30 November 2026 is a Monday; from 19 December on there are school holidays.
    [Theory]
    [InlineData("a text names days of other rows: holidays",
        "Lundi-Jeudi 14:00-18:00 / Vendredi 14:00-17:00|Accueil ouvert pendant les vacances scolaires du lundi au vendredi de 8h à 12h.",
        "2026-12-02 14:00-18:00, 2026-12-04 14:00-17:00, 2026-12-21 08:00-12:00, 2026-12-23 08:00-12:00")]
    [InlineData("seasons", "Mercredi 09:00-12:00 / Samedi 10:00-12:00|Fermé le mercredi et le samedi en juillet et août.",
        "2026-12-02 09:00-12:00, 2027-08-04 -, 2027-08-07 -, 2027-09-01 09:00-12:00")]
    [InlineData("appointments of a day without hours", "Mardi-Jeudi 09:00-12:00|Accueil ouvert uniquement sur rendez-vous le vendredi.",
        "2026-12-01 09:00-12:00, 2026-12-04 ?, 2026-12-05 -")]
    [InlineData("appointments at times", "Lundi 09:00-12:00|Les lundis et jeudis de 18h à 20h, uniquement sur rendez-vous.",
        "2026-11-30 09:00-12:00 18:00-20:00rdv, 2026-12-03 18:00-20:00rdv, 2026-12-04 -")]
    [InlineData("eves of holidays are any day",
        "Lundi-Jeudi 09:00-17:00 / Vendredi 09:00-16:00|Les horaires du vendredi s'appliquent les veilles de jours fériés.",
        "2026-12-01 ?, 2026-12-04 ?")]
    [InlineData("appointments of all days, said in Monday's row",
        "Lundi 09:00-12:00|Accueil ouvert uniquement sur rendez-vous du lundi au vendredi. / Mardi-Vendredi 14:00-17:00",
        "2026-11-30 09:00-12:00rdv, 2026-12-02 14:00-17:00rdv, 2026-12-05 -")]
    [InlineData("one desk alone",
        "Lundi 08:30-12:00|Service des cartes grises et des permis de conduire / Mardi 08:30-12:30|Service des cartes grises et des permis de conduire",
        "2026-11-30 08:30-12:00{Service des cartes grises et des permis de conduire}, 2026-12-02 ?, 2026-12-05 ?")]
    [InlineData("for a service", "Samedi 09:00-12:00|Accueil ouvert uniquement pour l'état civil et fermé en juillet-août.",
        "2026-12-05 09:00-12:00{l'état civil}, 2027-07-03 -")]
    [InlineData("a service beside the counter", "Mardi-Vendredi 09:00-12:00|Accueil ouvert du mardi au vendredi de 9h à 11h30 pour les passeports.",
        "2026-12-01 09:00-12:00")]
    [InlineData("for a service by appointment", "Lundi-Vendredi 09:00-12:00|Accueil ouvert pour les passeports uniquement sur rendez-vous.",
        "2026-12-01 09:00-12:00")]
    [InlineData("a duty", "Samedi 10:00-12:00|Permanence des élus uniquement.", "2026-12-05 10:00-12:00{Permanence des élus}")]
    [InlineData("a duty on another day", "Vendredi 14:00-17:00|Permanence du maire le samedi de 10h à 12h.",
        "2026-12-04 14:00-17:00, 2026-12-05 10:00-12:00{Permanence du maire}")]
    [InlineData("half days", "Lundi-Vendredi 09:00-12:00 14:00-17:00|Fermé mardi et jeudi après-midi.",
        "2026-11-30 09:00-12:00 14:00-17:00, 2026-12-01 09:00-12:00, 2026-12-03 09:00-12:00")]
    [InlineData("half days with an article", "Lundi-Vendredi 09:00-12:00 14:00-17:00|Fermé le mardi et le jeudi après-midi.",
        "2026-12-01 ?, 2026-12-03 09:00-12:00, 2026-12-04 09:00-12:00 14:00-17:00")]
    [InlineData("holidays end the day earlier", "Lundi-Vendredi 09:00-12:00 14:00-18:00|Fermeture à 17h pendant les vacances scolaires.",
        "2026-12-01 09:00-12:00 14:00-18:00, 2026-12-22 09:00-12:00 14:00-17:00")]
    [InlineData("summer hours instead", "Lundi 08:00-12:00 14:00-18:00|Accueil ouvert de 8h30 à 12h et de 13h30 à 17h en juillet-août.",
        "2026-11-30 08:00-12:00 14:00-18:00, 2027-07-05 08:30-12:00 13:30-17:00")]
    [InlineData(
        "only the phone", "Lundi 09:00-12:00|Accueil téléphonique uniquement. / Mardi 09:00-12:00", "2026-11-30 -, 2026-12-01 09:00-12:00")]
    [InlineData("appointments outside of holidays: and during them?",
        "Lundi 09:00-12:00|Accueil uniquement sur rendez-vous et hors des vacances scolaires.", "2026-11-30 ?")]
    [InlineData(
        "which Saturday of two?", "Samedi 09:00-12:00|Accueil ouvert un samedi sur deux. / Lundi 09:00-12:00",
        "2026-12-05 ?, 2026-11-30 09:00-12:00")]
    [InlineData(
        "a closure of a year", "Lundi 09:00-12:00|Fermé du 1er au 31 décembre 2026.",
        "2026-11-30 09:00-12:00, 2026-12-07 -, 2027-12-06 09:00-12:00")]
    [InlineData(
        "walk-in but on some days", "Lundi-Mardi 09:00-12:00|Consultations sans rendez-vous uniquement sauf le lundi de 9h à 12h.",
        "2026-11-30 ?")]
    [InlineData(
        "appointments of the other half", "Lundi 09:00-12:00|Accueil ouvert également l'après-midi sur rendez-vous.", "2026-11-30 ?")]
    [InlineData("only that Saturday, or only by appointment then?",
        "Samedi 09:00-12:00|Accueil ouvert uniquement sur rendez-vous le 1er samedi du mois.", "2026-12-05 ?, 2026-12-12 ?")]
    [InlineData(
        "a day with a letter missing", "Lundi-Mardi 09:00-12:00|Permanence des élus le mard de 18h à 19h.", "2026-11-30 ?, 2026-12-01 ?")]
    [InlineData("appointments in the holidays at other times",
        "Lundi 09:00-12:00|Accueil ouvert pendant les vacances scolaires de 10h à 12h sur rendez-vous uniquement.", "2026-11-30 ?")]
    [InlineData("also by appointment at times, other days too",
        "Jeudi 10:00-11:00|Accueil ouvert également sur rendez-vous le lundi de 9h à 12h et le jeudi de 9h à 16h.",
        "2026-11-30 09:00-12:00rdv, 2026-12-03 09:00-10:00rdv 10:00-11:00 11:00-16:00rdv, 2026-12-04 -")]
    [InlineData("for a service and by appointment", "Lundi 13:30-16:00|Accueil ouvert l'après-midi uniquement pour les passeports et sur rendez-vous.",
        "2026-11-30 13:30-16:00rdv{les passeports}")]
    [InlineData(
        "other days", "Lundi 09:00-12:00|Uniquement sur rendez-vous les autres jours de la semaine.",
        "2026-11-30 09:00-12:00, 2026-12-02 ?")]
    [InlineData("desks of a préfecture beside its hours",
        "Lundi-Vendredi 08:30-11:45|Attention : les services Permis de conduire et Cartes grises sont fermés le lundi et aussi les mardi, mercredi et vendredi. Le service des Étrangers est fermé le jeudi.",
        "2026-11-30 08:30-11:45, 2026-12-01 08:30-11:45, 2026-12-03 08:30-11:45, 2026-12-05 -")]
    [InlineData("desks by their name alone, and where to read more",
        "Lundi-Vendredi 09:00-16:30|Cartes grises : accueil du public de 9h à 12h. Titres de séjour : du lundi au vendredi de 8h45 à 11h30. Pour connaître tous les détails, voir la page : http://www.exemple.gouv.fr/horaires",
        "2026-11-30 09:00-16:30, 2026-12-04 09:00-16:30")]
    [InlineData("the row is the reception's, other services have their own hours",
        "Lundi-Vendredi 08:30-12:00|Horaires de l'accueil. Attention aux horaires des services ! Permis de conduire : lundi au vendredi 8h30-12h30. Autres services lundi au vendredi 13h30-16h30.",
        "2026-11-30 08:30-12:00, 2026-12-05 -")]
    [InlineData("other services may be what the row is about",
        "Lundi-Vendredi 08:30-12:00|Permis de conduire : lundi au vendredi 8h30-12h30. Autres services lundi au vendredi 13h30-16h30.",
        "2026-11-30 ?")]
    [InlineData("a desk, and then the house itself",
        "Lundi-Vendredi 08:30-12:00|Service Cartes grises fermé le mercredi et la préfecture est fermée le jeudi.", "2026-12-03 ?")]
    [InlineData("hours that are those of the desks",
        "Lundi-Vendredi 08:30-12:00|Horaires des guichets suivants : Immigration, Cartes grises. Les autres services sont ouverts de 8h45 à 16h.",
        "2026-12-03 ?")]
    [InlineData("a closure of nobody in particular beside a desk",
        "Lundi-Vendredi 08:30-12:00 13:30-16:00|Permis de conduire : du lundi au vendredi 8h30-11h30. Fermé le mercredi après-midi.",
        "2026-12-01 08:30-12:00 13:30-16:00, 2026-12-02 08:30-12:00")]
    public void Read_ARowsText_HoldsForTheDaysThatItNames(string kind, string rows, string expected)
    {
        var schedule = SourceSchedule.Read(Rows(rows), null).Schedule!;
        var place = TerritorialCalendar.ForInseeCode("75056")!;

        Assert.Empty(schedule.Validate());
        Assert.Equal(expected, string.Join(", ", expected.Split(", ").Select(item => item[..10]).Select(date =>
            $"{date} {Say(OpeningCalendar.Day(schedule, place, LocalDatePattern.Iso.Parse(date).Value, Schools))}")) is var said && said == expected
                ? expected
                : $"{kind}: {said}");
    }

    [Fact]
    public void Read_ACommentThatNamesNoDay_IsAboutTheDaysThatHaveHours()
    {
        var schedule = SourceSchedule.Read(Rows("Vendredi 09:00-12:00"), "16h-17h sur rendez-vous.").Schedule!;

        Assert.All(schedule.Regular, period => Assert.Equal(Weekdays.Friday, period.Days));
        Assert.Equal(2, schedule.Regular.Count);
    }

    [Fact]
    public void Read_HoursOfThePhone_AreThePhonesAndNotTheCounters()
    {
        var reading = SourceSchedule.Read(
            Rows("Lundi 13:30-16:00|Accueil ouvert uniquement sur rendez-vous et accueil téléphonique du lundi au vendredi de 9h à 16h."),
            null);

        Assert.Equal("Du lundi au vendredi de 9 h à 16 h", Core.OpeningHours.Words.OpeningSummary.Of(reading.Phone));
        Assert.True(Assert.Single(reading.Schedule!.Regular).ByAppointment);
    }

    [Fact]
    public void ASlotForAService_IsSaidInEveryOutputAndIsNotTheWholesOpening()
    {
        var schedule =
            SourceSchedule.Read(Rows("Samedi 09:00-12:00|Accueil ouvert uniquement pour l'état civil. / Lundi 09:00-12:00"), null).Schedule!;
        var place = TerritorialCalendar.ForInseeCode("75056")!;
        var (saturday, at) = (new NodaTime.LocalDate(2026, 12, 5), NodaTime.Instant.FromUtc(2026, 12, 5, 9, 0));

        var state = OpeningCalendar.StateAt(schedule, place, at);
        Assert.Equal(
            (OpenStatus.Open, "l'état civil", "Ouvert jusqu'à 12 h uniquement : l'état civil"), (state.Status, state.Purpose, state.Label));
        Assert.Contains(
            "uniquement « l'état civil » : le samedi de 9 h à 12 h", Core.OpeningHours.Words.OpeningSummary.Of(schedule),
            StringComparison.Ordinal);
        Assert.Contains("Sa 09:00-12:00 unknown \"uniquement : l'état civil\"", OsmText.Write(schedule).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Saturday", OpeningJsonLd.Write(schedule, place, "Mairie", saturday, 1), StringComparison.Ordinal);
        Assert.DoesNotContain("2026-12-05", OpeningJsonLd.Write(schedule, place, "Mairie", saturday, 1), StringComparison.Ordinal);
        Assert.Contains(
            "ouvert (l'état civil)",
            OpeningICalendar.Write(OpeningCalendar.Days(schedule, place, saturday, 1), place, "Mairie", "1", at)!,
            StringComparison.Ordinal);
        Assert.Equal(
            schedule, System.Text.Json.JsonSerializer.Deserialize<OpeningSchedule>(System.Text.Json.JsonSerializer.Serialize(schedule)));
        Assert.Equal(
            schedule.Regular.Select(period => (period.Days, period.Purpose)),
            Core.OpeningHours.Words.OpeningSummaryReader.Read(
                Core.OpeningHours.Words.OpeningSummary.Of(schedule))!.Regular.Select(period => (period.Days, period.Purpose)));
        Assert.Contains(EditableSchedule.Of(schedule.Regular).ToPeriods(), period => period.Purpose == "l'état civil");
    }

    private static string Say(OpeningDay day) => !day.IsKnown ? "?"
        : day.Slots.Count == 0 ? "-"
        : string.Join(' ', day.Slots.Select(
            slot =>
                $"{slot.Opens}-{slot.Closes}{(slot.ByAppointment ? "rdv" : "")}{(slot.Purpose is { } purpose ? $"{{{purpose}}}" : "")}"));

    private static IEnumerable<SourceRange> Rows(string text) => text.Split(" / ").Select(row =>
    {
        var (said, note) = row.Split('|') is [var first, var second] ? (first, second) : (row, null);
        var words = said.Split(' ');
        return new SourceRange
        {
            FirstDay = words[0].Split('-')[0],
            LastDay = words[0].Split('-')[^1],
            Slots = [.. words[1..].Select(slot => ((string?)slot[..5], (string?)slot[6..]))],
            Note = note,
        };
    });
}
