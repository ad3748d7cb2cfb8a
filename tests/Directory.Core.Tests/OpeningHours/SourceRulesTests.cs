using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>One case for each form of words that becomes a rule, and the words that must not.</summary>
public class SourceRulesTests
{
    [Theory]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er samedi du mois.", "Sa[1] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er samedi de chaque mois.", "Sa[1] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er et le 3e samedi du mois.", "Sa[1,3] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert les 2ème et 4ème samedis du mois", "Sa[2,4] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement le dernier samedi du mois.", "Sa[-1] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil fermé le 1er samedi du mois.", "Sa[2,3,4,5] 09:00-12:00")]
    [InlineData("Samedi", "09:00-12:00", "Accueil fermé le dernier samedi du mois.", "Sa[-2,-3,-4,-5] 09:00-12:00")]
    [InlineData("Mercredi", "14:00-18:00", "Accueil ouvert uniquement les semaines paires.", "week 02-52/2 We 14:00-18:00")]
    [InlineData("Mercredi", "14:00-18:00", "Accueil ouvert uniquement en semaine impaire.", "week 01-53/2 We 14:00-18:00")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Accueil fermé en août.", "Sep 01-Jul 31 Mo-Fr 09:00-12:00")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Accueil fermé en juillet-août.", "Sep 01-Jun 30 Mo-Fr 09:00-12:00")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Fermeture du 1er juillet au 31 août", "Sep 01-Jun 30 Mo-Fr 09:00-12:00")]
    [InlineData(
        "Lundi-Samedi", "09:00-12:00", "Accueil fermé le samedi en juillet-août.", "Mo-Fr 09:00-12:00, Sep 01-Jun 30 Sa 09:00-12:00")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Accueil fermé pendant les vacances scolaires.", "Mo-Fr 09:00-12:00; SH Mo-Fr off")]
    [InlineData(
        "Lundi-Vendredi", "09:00-12:00", "Accueil ouvert toute l'année sauf vacances scolaires.", "Mo-Fr 09:00-12:00; SH Mo-Fr off")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "hors vacances scolaires", "Mo-Fr 09:00-12:00; SH Mo-Fr off")]
    [InlineData("Lundi-Vendredi", "08:30-12:00 13:30-16:00", "Fermé le jeudi", "Mo-We,Fr 08:30-12:00,13:30-16:00")]
    [InlineData("Lundi-Vendredi", "08:30-12:00 13:30-16:00", "Fermé le mardi et le jeudi", "Mo,We,Fr 08:30-12:00,13:30-16:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-12:00 13:30-16:00", "également sur rendez-vous. Fermé le jeudi après-midi",
        "Mo-We,Fr 08:30-12:00,13:30-16:00; Th 08:30-12:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-12:00 13:30-16:00", "Fermé mercredi après-midi et vendredi après-midi.",
        "Mo-Tu,Th 08:30-12:00,13:30-16:00; We,Fr 08:30-12:00")]
    [InlineData("Jeudi", "08:30-12:00", "Fermé l'après-midi", "Th 08:30-12:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-12:00 13:30-16:00", "fermé les mercredi et vendredi après-midi",
        "Mo-Tu,Th 08:30-12:00,13:30-16:00; We,Fr 08:30-12:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-12:00 13:30-16:00", "Mardi et jeudi, ouvert uniquement le matin",
        "Mo,We,Fr 08:30-12:00,13:30-16:00; Tu,Th 08:30-12:00")]
    [InlineData(
        "Lundi", "09:00-18:00", "Accueil fermé à 17h en juillet-août.", "Sep 01-Jun 30 Mo 09:00-18:00, Jul 01-Aug 31 Mo 09:00-17:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-16:30", "Accueil ouvert uniquement sur rendez-vous de 12h30 à 16h30.",
        "Mo-Fr 12:30-16:30 open \"sur rendez-vous\", Mo-Fr 08:30-12:30")]
    [InlineData(
        "Lundi", "08:30-12:30 13:15-17:00", "Accueil ouvert uniquement sur rendez-vous de 13h15 à 17h.",
        "Mo 13:15-17:00 open \"sur rendez-vous\", Mo 08:30-12:30")]
    [InlineData(
        "Lundi", "07:30-13:15 14:00-16:45", "Accueil ouvert uniquement sur rendez-vous de 14h à 16h50.",
        "Mo 14:00-16:45 open \"sur rendez-vous\", Mo 07:30-13:15")]
    [InlineData(
        "Lundi", "08:30-12:30", "Accueil ouvert uniquement sur rendez-vous de 12h30 à 16h15.",
        "Mo 12:30-16:15 open \"sur rendez-vous\", Mo 08:30-12:30")]
    [InlineData(
        "Lundi", "08:30-12:30 14:00-17:00", "Accueil ouvert uniquement sur rendez-vous l'après-midi.",
        "Mo 14:00-17:00 open \"sur rendez-vous\", Mo 08:30-12:30")]
    [InlineData(
        "Lundi-Vendredi", "09:00-12:00", "Accueil ouvert uniquement sur rendez-vous le jeudi.",
        "Th 09:00-12:00 open \"sur rendez-vous\", Mo-We,Fr 09:00-12:00")]
    [InlineData(
        "Lundi-Vendredi", "09:00-12:00", "mardi uniquement sur rendez-vous",
        "Tu 09:00-12:00 open \"sur rendez-vous\", Mo,We-Fr 09:00-12:00")]
    [InlineData(
        "Lundi-Vendredi", "08:30-12:00 13:30-16:00", "Accueil avec ou sans rendez-vous, fermée les jeudi après-midi.",
        "Mo-We,Fr 08:30-12:00,13:30-16:00; Th 08:30-12:00")]
    [InlineData(
        "Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er et 3e samedi du mois et fermé en juillet-août.",
        "Sep 01-Jun 30 Sa[1,3] 09:00-12:00")]
    public void Read_AKnownForm_BecomesARuleAndKeepsItsWords(string days, string slots, string note, string expected)
    {
        var schedule = Read(days, slots, note);

        Assert.Equal(expected + $"; PH {expected.Days()}unknown \"à confirmer\"", OsmText.Write(schedule).Text);
        Assert.Empty(schedule.Unread);
        Assert.All(schedule.Regular, period => Assert.Equal(note, period.Note));
    }

    [Fact]
    public void Read_AClosureWithItsYear_IsAClosureOnItsDatesOnly()
    {
        var schedule = Read("Lundi-Vendredi", "09:00-12:00", "Accueil fermé du 17 juillet 2017 au 18 août 2017 inclus.");

        var closure = Assert.Single(schedule.Exceptional);
        Assert.Equal((new(2017, 7, 17), new(2017, 8, 18), true), (closure.From, closure.To, closure.IsClosed));
        Assert.Empty(schedule.Unread);
    }

    [Theory]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement un samedi sur deux.")] // which of the two?
    [InlineData("Lundi-Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er samedi du mois.")] // and the other days?
    [InlineData("Lundi", "07:30-13:15 14:00-16:45", "Accueil ouvert uniquement sur rendez-vous de 14h à 17h30.")] // past the slot
    [InlineData("Lundi", "08:30-16:30", "Accueil ouvert uniquement sur rendez-vous l'après-midi.")] // from when?
    [InlineData("Lundi", "08:30-12:00 14:00-16:30", "Fermé l'après-midi")] // the slots say otherwise
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Fermé le samedi et le dimanche après-midi")] // no such days here
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Accueil fermé du 7 au 25 août. Horaires variables.")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Du 1er juillet au 31 août : ouvert le matin, le reste de l'année sur demande.")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Accueil fermé du 31 au 40 août.")]
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Retour aux horaires habituels à compter du 16 décembre.")] // and before?
    [InlineData("Lundi-Vendredi", "09:00-12:00", "Le samedi uniquement")]
    [InlineData("Samedi", "09:00-12:00", "Accueil ouvert uniquement le 1er samedi du mois. Horaires variables.")]
    public void Read_WordsWithTwoReadings_LeaveTheDaysUnknown(string days, string slots, string note)
    {
        var schedule = Read(days, slots, note);

        Assert.Equal(note, Assert.Single(schedule.Unread).Text);
        Assert.All(schedule.Regular, period => Assert.Null(period.Recurrence));
    }

    [Theory]
    [InlineData("Fermé le mardi et le jeudi après-midi", "Mo,We-Fr")] // all Tuesday? but nothing else
    [InlineData("Mardi et mercredi par téléphone.", "Mo,Th-Fr")]
    [InlineData("Vendredi : sur RV", "Mo-Th")]
    public void Read_WordsThatNameTheirDays_LeaveOnlyTheseUnknown(string note, string known)
    {
        var (schedule, findings) = SourceSchedule.Read([Range("Lundi-Vendredi", "08:30-12:00 13:30-16:00", note)], null);

        var unread = Assert.Single(schedule!.Unread);
        var days = OsmText.Read($"{known} 08:00-09:00", PublicHolidayPolicy.AsUsual).Schedule!.Regular[0].Days;
        Assert.Equal(
            (note, Weekdays.Range(NodaTime.IsoDayOfWeek.Monday, NodaTime.IsoDayOfWeek.Friday) & ~days), (unread.Text, unread.Days));
        Assert.Equal([new ScheduleFinding(ScheduleFinding.NoteNarrowed, note)], findings);
    }

    [Theory]
    [InlineData("Accueil fermé du 7 au 25 août.", "2026-08-06 2026-08-26", "2026-08-07 2026-08-25")] // of which year? of every one, then
    [InlineData("Fermeture annuelle du 24 décembre au 2 janvier", "2026-12-23 2027-01-04", "2026-12-24 2026-12-31")]
    [InlineData(
        "Du 1er novembre au 15 décembre : ouverture du lundi au vendredi de 08h30 à 11h30 et de 13h30 à 16h. Retour aux horaires habituels à compter du 16 décembre.", "2026-10-30 2026-12-16", "2026-11-02 2026-12-15")]
    [InlineData(
        "En période estivale -de fin juillet à fin août- pas de réception en nocturne, fermeture à 16h30. Pour connaître les dates, consulter le site de la Préfecture de police de Paris.", "2026-06-12 2026-09-16", "2026-07-01 2026-09-01")]
    [InlineData(
        "Accueil ouvert uniquement sur rendez-vous. Accueil fermé du 7 au 25 août.", "2026-08-06 2026-08-26", "2026-08-07 2026-08-25")]
    public void Read_WordsThatNameDates_LeaveOnlyTheseUnknown(string note, string known, string unknown)
    {
        var (schedule, _) = SourceSchedule.Read([Range("Lundi-Vendredi", "08:30-12:00", note)], null);
        var rhone = TerritorialCalendar.ForInseeCode("69266")!;

        Assert.All(Dates(known), date => Assert.True(OpeningCalendar.Day(schedule!, rhone, date).IsKnown, date.ToString()));
        Assert.All(Dates(unknown), date => Assert.False(OpeningCalendar.Day(schedule!, rhone, date).IsKnown, date.ToString()));
    }

    [Theory]
    [InlineData("Fermeture à 17h pendant les vacances scolaires.")] // they end at noon
    [InlineData("Contacter l'accueil pour obtenir les horaires d'ouverture pendant les congés scolaires.")]
    public void Read_WordsAboutSchoolHolidays_LeaveOnlyTheseUnknown(string note)
    {
        var (schedule, _) = SourceSchedule.Read([Range("Lundi-Vendredi", "08:30-12:00", note)], null);

        var unread = Assert.Single(schedule!.Unread);
        Assert.Equal(
            (Weekdays.Range(NodaTime.IsoDayOfWeek.Monday, NodaTime.IsoDayOfWeek.Friday), SchoolHolidayRule.During),
            (unread.Days, unread.Recurrence!.SchoolHolidays));
    }

    [Fact]
    public void Read_ACommentThatNamesItsDay_LeavesTheOthersKnown()
    {
        var (schedule, _) =
            SourceSchedule.Read([Range("Lundi-Vendredi", "09:00-12:00 14:00-17:00", null)], "Fermé le mercredi et le vendredi après-midi");

        Assert.Equal(Weekdays.Of(NodaTime.IsoDayOfWeek.Wednesday), Assert.Single(schedule!.Unread).Days);
    }

    private static IEnumerable<NodaTime.LocalDate> Dates(string texts) =>
        texts.Split(' ').Select(text => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value);

    [Fact]
    public void Read_OddAndEvenWeeksInTwoRanges_AreBothKept()
    {
        var (schedule, _) = SourceSchedule.Read(
            [Range("Samedi", "09:00-12:00", "les semaines paires"), Range("Samedi", "10:00-12:00", "les semaines impaires")], null);

        Assert.Empty(schedule!.Unread);
        Assert.Equal(
            "week 02-52/2 Sa 09:00-12:00, week 01-53/2 Sa 10:00-12:00; PH Sa unknown \"à confirmer\"", OsmText.Write(schedule).Text);
    }

    [Fact]
    public void Read_ARuleInTheGeneralComment_HoldsForAllSlots()
    {
        var (schedule, _) = SourceSchedule.Read([Range("Lundi-Vendredi", "09:00-12:00", null)], "Fermé le mercredi");

        Assert.Equal("Mo-Tu,Th-Fr 09:00-12:00; PH Mo-Tu,Th-Fr unknown \"à confirmer\"", OsmText.Write(schedule!).Text);
        Assert.Equal("Fermé le mercredi", schedule!.Comment);
    }

    private static OpeningSchedule Read(string days, string slots, string note) =>
        SourceSchedule.Read([Range(days, slots, note)], null).Schedule!;

    private static SourceRange Range(string days, string slots, string? note) => new()
    {
        FirstDay = days.Split('-')[0],
        LastDay = days.Split('-')[^1],
        Slots = [.. slots.Split(' ').Select(slot => ((string?)slot[..5], (string?)slot[6..]))],
        Note = note,
    };
}

/// <summary>The days that the expected text has hours on, as the rule of holidays names them.</summary>
internal static class ExpectedText
{
    public static string Days(this string osm) =>
        OsmText.Read(osm, PublicHolidayPolicy.AsUsual).Schedule!.Regular.Aggregate(Weekdays.None, (all, period) => all
            | period.Days) is var days
        && days == Weekdays.All
            ? ""
            : OsmText.Write(new OpeningSchedule
            {
                Regular = [new RegularPeriod { Days = days, Opens = ClockTime.Midnight, Closes = ClockTime.EndOfDay }],
                PublicHolidays = PublicHolidayPolicy.AsUsual,
            }).Text!.Split(' ')[0] + " ";
}
