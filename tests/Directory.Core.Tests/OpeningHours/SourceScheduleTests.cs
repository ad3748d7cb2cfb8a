using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.OpeningHours.Words;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class SourceScheduleTests
{
    private const string NationalFile = "dila-v4-national/data.gouv_local.json.gz";

    [Fact]
    public void Read_PlainRanges_GroupsDaysWithTheSameSlots()
    {
        var (schedule, findings) = Read(
            Range("Lundi", "Mardi", "09:00:00-12:00:00", "14:00:00-17:00:00"),
            Range("Mercredi", "Mercredi", "09:00:00-12:00:00"),
            Range("JEUDI", "vendredi", "9:00-12:00", "14:00-17:00"));

        Assert.Equal(
            Of(Slot("lu-ve", "09:00-12:00"), Slot("lu-ma,je-ve", "14:00-17:00")),
            schedule);
        Assert.Empty(findings);
    }

    [Fact]
    public void Read_NoRangeAndNoComment_IsNoSchedule()
    {
        var (schedule, findings) = SourceSchedule.Read([], " ");

        Assert.Null(schedule);
        Assert.Empty(findings);
    }

    public static TheoryData<SourceRange, string, string, string> UnreadRanges => new()
    {
        {
            Range("Lundi", "Dimanche", "00:00:00-00:00:00") with { Note = "1er et 3e mardi du mois" }, "lu-di", "1er et 3e mardi du mois",
            "FILLER_HOURS,NOTE_NOT_READ"
        },
        { Range("Lundi", "Lundi", "00:00:00-00:00:00"), "lu", "Horaires non précisés", "FILLER_HOURS" },
        { Range("Lundi", "Lundi", "17:00-14:00"), "lu", "17:00–14:00", "REVERSED_SLOT" },
        { Range("Lundi", "Lundi", "18:00-00:00"), "lu", "18:00–00:00", "REVERSED_SLOT" }, // midnight? nobody said
        { Range("Lundi", "Mardi", "09:00-12:00", "14:00-14:00"), "lu-ma", "09:00–12:00, 14:00–14:00", "ZERO_LENGTH_SLOT" },
        { Range("Lundi", "Lundi", "09:00-midi"), "lu", "09:00–midi", "BAD_TIME" },
        { Range("Lundi", "Lundi", "09:00-25:00"), "lu", "09:00–25:00", "BAD_TIME" },
        { Range("Lundi", "Lundi", "09:00-"), "lu", "09:00–?", "MISSING_TIME" },
        { Range("Lundi", "Lundi"), "lu", "Horaires non précisés", "MISSING_TIME" },
        { Range("Lundi", "Lundi") with { Note = "Le matin" }, "lu", "Le matin", "NOTE_NOT_READ" },
        { Range("Vendredi", "Jeudi", "09:00-12:00"), "lu-di", "Vendredi – Jeudi : 09:00–12:00", "REVERSED_DAYS" },
        { Range("Lundi", "", "09:00-12:00"), "lu-di", "Lundi – ? : 09:00–12:00", "MISSING_END_DAY" },
        { Range(null, "Lundi", "09:00-12:00"), "lu-di", "? – Lundi : 09:00–12:00", "MISSING_END_DAY" },
        { Range("Lundi", "Lundredi", "09:00-12:00"), "lu-di", "Lundi – Lundredi : 09:00–12:00", "UNKNOWN_DAY" },
        { Range("Lundi", "Lundi", "09:00-12:00", "11:00-14:00"), "lu", "09:00–12:00, 11:00–14:00", "OVERLAPPING_SLOTS" },
    };

    [Theory]
    [MemberData(nameof(UnreadRanges))]
    public void Read_RangeThatIsNotPlain_LeavesItsDaysUnreadWithTheWordsOfTheSource(
        SourceRange range, string days, string text, string codes)
    {
        var (schedule, findings) = Read(range);

        Assert.Equal(new OpeningSchedule { Unread = [Unread(days, text)] }, schedule);
        Assert.Equal(codes, string.Join(',', findings.Select(finding => finding.Code)));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Text));
    }

    [Fact]
    public void Read_FillerHours_NeverShowsAsOpen()
    {
        var (schedule, _) = Read(Range("Lundi", "Dimanche", "00:00:00-00:00:00"));
        var status = OpeningCalendar.StatusAt(schedule, TerritorialCalendar.ForInseeCode("75"), Instant.FromUtc(2026, 11, 23, 9, 0));

        Assert.Equal(OpenStatus.Unknown, status);
    }

    [Fact]
    public void Read_TimeMarkedAsTextByASpreadsheet_IsRead() =>
        Assert.Equal(Of(Slot("lu", "09:00-12:00")), Read(Range("Lundi", "Lundi", "'09:00:00-12:00:00")).Schedule);

    [Fact]
    public void Read_SameDayTwiceWithoutOverlap_IsMerged()
    {
        var (schedule, findings) = Read(Range("Lundi", "Mardi", "09:00-12:00"), Range("Mardi", "Mardi", "12:00-17:00"));

        Assert.Equal(Of(Slot("lu-ma", "09:00-12:00"), Slot("ma", "12:00-17:00")), schedule);
        Assert.Equal([new ScheduleFinding(ScheduleFinding.SameDayTwice, "mardi : 09:00–12:00 ; 12:00–17:00")], findings);
    }

    [Fact]
    public void Read_SameDayTwiceTheLaterSlotFirst_IsMergedToo() =>
        Assert.Equal(
            Of(Slot("lu", "12:00-17:00"), Slot("lu", "09:00-12:00")),
            Read(Range("Lundi", "Lundi", "12:00-17:00"), Range("Lundi", "Lundi", "09:00-12:00")).Schedule);

    [Fact]
    public void Read_SameDayTwiceWithTheSameSlots_IsOne() =>
        Assert.Equal(
            Of(Slot("lu", "09:00-12:00")),
            Read(Range("Lundi", "Lundi", "09:00-12:00"), Range("Lundi", "Lundi", "09:00-12:00")).Schedule);

    [Fact]
    public void Read_SameDayTwiceWithOverlap_LeavesThatDayAloneUnread()
    {
        var (schedule, findings) = Read(Range("Lundi", "Mardi", "09:00-12:00"), Range("Mardi", "Mardi", "11:59-17:00"));

        Assert.Equal(
            Of(Slot("lu", "09:00-12:00")) with { Unread = [Unread("ma", "09:00–12:00 ; 11:59–17:00")] },
            schedule);
        Assert.Equal(["SAME_DAY_TWICE", "OVERLAPPING_SLOTS"], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Read_SameDayOnceByAppointment_EachSlotKeepsItsOwnNote()
    {
        var (schedule, _) = Read(
            Range("Lundi", "Lundi", "09:00-12:00"),
            Range("Lundi", "Lundi", "14:00-17:00") with { Note = "Sur rendez-vous uniquement" });

        Assert.Equal(
            Of(Slot("lu", "09:00-12:00"), Slot("lu", "14:00-17:00", byAppointment: true, note: "Sur rendez-vous uniquement")),
            schedule);
    }

    [Fact]
    public void Read_SameDayOnceUnread_IsUnread()
    {
        var (schedule, _) = Read(
            Range("Samedi", "Samedi", "09:00-12:00"),
            Range("Samedi", "Samedi", "14:00-17:00") with { Note = "Un samedi sur deux" });

        Assert.Equal([Unread("sa", "Un samedi sur deux")], schedule!.Unread);
        Assert.Equal(2, schedule.Regular.Count);
    }

    [Theory]
    [InlineData("Accueil ouvert uniquement sur rendez-vous.")]
    [InlineData("ACCUEIL OUVERT UNIQUEMENT SUR RDV")]
    [InlineData("Accueil uniquement sur rendez vous.")]
    [InlineData("Accueil ouvert sur rendez-vous uniquement.")]
    [InlineData("Accueil sur rendez-vous uniquement.")]
    [InlineData("Accueil exclusivement sur rendez-vous")]
    [InlineData("Accueil ouvert exclusivement sur rendez-vous")]
    [InlineData("Accueil sur rendez-vous exclusivement.")]
    [InlineData("Exclusivement sur rendez-vous")]
    [InlineData("Sur rendez-vous exclusivement")]
    [InlineData("Accueil physique uniquement sur rendez-vous.")]
    [InlineData("Sur rendez-vous uniquement")]
    [InlineData("Uniquement sur rendez-vous.")]
    [InlineData("Téléphoner pour convenir d’un rendez-vous avant de se rendre sur place.")]
    [InlineData("Accueil ouvert uniquement sur rendez-vous et accueil téléphonique du lundi au vendredi de 9h à 16h.")]
    [InlineData("Accueil uniquement sur rendez-vous, accueil téléphonique du lundi au vendredi de 9h à 16h30.")]
    [InlineData("Accueil ouvert uniquement sur rendez-vous. Accueil téléphonique du lundi au vendredi de 9h à 16h.")]
    public void Read_NoteOnAppointmentsOnly_IsARule(string note)
    {
        var expected = Of(Slot("lu", "09:00-12:00", byAppointment: true, note: note));

        Assert.Equal(expected, Read(Range("Lundi", "Lundi", "09:00-12:00") with { Note = note }).Schedule);
    }

    [Theory]
    [InlineData("également sur rendez-vous")]
    [InlineData("Egalement sur rendez-vous.")]
    [InlineData("et sur RDV")]
    [InlineData("Accueil également sur rendez-vous.")]
    [InlineData("Accueil ouvert également sur rendez-vous.")]
    [InlineData("Accueil également possible sur rendez-vous.")]
    [InlineData("Accueil possible également sur rendez-vous.")]
    [InlineData("Accueil possible sur rendez-vous.")]
    [InlineData("Accueil sur rendez-vous possible.")]
    [InlineData("Accueil possible sur rendez-vous en dehors de ces horaires.")]
    [InlineData("Accueil ouvert sur rendez-vous en dehors de ces horaires.")]
    [InlineData("Rendez-vous possible en dehors de ces horaires.")]
    [InlineData("Un rendez-vous est possible en-dehors de ces horaires.")]
    [InlineData("Avec ou sans rendez-vous.")]
    [InlineData("Accueil avec ou sans rendez-vous")]
    [InlineData("Accueil ouvert avec ou sans rendez-vous.")]
    [InlineData("Accueil sans rendez-vous.")]
    [InlineData("Sans rendez-vous")]
    [InlineData("...")] // no word at all
    [InlineData("Accueil téléphonique du lundi au vendredi de 9h à 16h.")]
    [InlineData("Accueil téléphonique ouvert du lundi au jeudi de 8h30 à 12h et de 13 h 15 à 16h30.")]
    [InlineData("L’accueil téléphonique est ouvert du lundi au vendredi de 9h à 16h.")]
    [InlineData("Également sur rendez-vous. Accueil téléphonique du lundi au vendredi de 9h à 16h.")]
    [InlineData("Permanence téléphonique de 14h à 17h.")]
    [InlineData("Accueil téléphonique uniquement du lundi au vendredi de 14h à 16h.")]
    [InlineData("Accueil téléphonique du lundi au vendredi de 8h30 à 12h30 et de 13h30 à 16h30 sauf le jeudi de 8h30 à 12h30.")]
    public void Read_NoteThatCannotChangeTheSlots_IsKeptAndCertain(string note) =>
        Assert.Equal(
            Of(Slot("lu", "09:00-12:00", note: note)),
            Read(Range("Lundi", "Lundi", "09:00-12:00") with { Note = note }).Schedule);

    [Theory]
    [InlineData("Accueil ouvert uniquement sur rendez-vous l'après-midi.")]
    [InlineData("Accueil téléphonique du lundi au vendredi de 9h à 12h.")] // the slot itself may be the phone's
    [InlineData("Accueil téléphonique du lundi au vendredi de 16h à 9h.")]
    [InlineData("Sur rendez-vous")] // only, or also?
    [InlineData("Entrée par la cour")] // a note is about its slots until proved otherwise
    public void Read_AnyOtherNote_KeepsTheSlotsToShowAndMakesTheDayUnknown(string note)
    {
        var (schedule, findings) = Read(
            Range("Lundi", "Lundi", "09:00-12:00") with { Note = note },
            Range("Mardi", "Mardi", "09:00-12:00"));

        Assert.Equal(
            new OpeningSchedule
            {
                Regular = [Slot("lu", "09:00-12:00", note: note), Slot("ma", "09:00-12:00")],
                Unread = [Unread("lu", note)],
            },
            schedule);
        Assert.Equal([new ScheduleFinding(ScheduleFinding.NoteNotRead, note)], findings);
    }

    [Theory]
    [InlineData("Téléphoner pour convenir d'un rendez-vous avant de se rendre sur place.")]
    [InlineData("Accueil ouvert uniquement sur rendez-vous.")]
    public void Read_CommentOnAppointmentsOnly_HoldsForAllSlots(string comment) =>
        Assert.Equal(
            Of(Slot("lu", "09:00-12:00", byAppointment: true)) with { Comment = comment },
            SourceSchedule.Read([Range("Lundi", "Lundi", "09:00-12:00")], comment).Schedule);

    [Theory]
    [InlineData(
        "Le 1er janvier 2017, la commune nouvelle de La Hague est créée en lieu et place des communes d'Acqueville, d'Auderville et de Vauville (canton de La Hague, arrondissement de Cherbourg).")]
    [InlineData(
        "Depuis le 1er janvier 2016, la commune nouvelle des Septvallons remplace les communes de Vauxcéré et de Villers-en-Prayères (canton de Soissons 2).")]
    [InlineData(
        "Le 28 octobre 2016 la commune nouvelle d'Annecy est créée en lieu et place des communes d'Annecy et de Seynod à compter du 15 décembre 2016.")]
    [InlineData("Accueil également sur rendez-vous")]
    [InlineData(
        "Pour contacter ce service par courriel, utilisez votre messagerie sécurisée disponible dans votre espace particulier sur le site impots.gouv.fr. Si vous ne disposez pas d'espace particulier, nous vous invitons à en créer un.")]
    [InlineData(
        "Pour les questions d'impôts : utilisez votre messagerie sécurisée dans votre espace particulier sur impot.gouv.fr. Hors questions d'impôts : utilisez l'adresse courriel pour nous contacter")]
    [InlineData("Échange de billets de 9h à 11h")] // another desk of the house
    [InlineData("Recouvrement des amendes : 05 49 78 71 54")] // no word about opening
    public void Read_CommentThatCannotChangeTheHours_IsKeptAndCertain(string comment)
    {
        var (schedule, findings) = SourceSchedule.Read([Range("Lundi", "Lundi", "09:00-12:00")], comment);

        Assert.Equal(Of(Slot("lu", "09:00-12:00")) with { Comment = comment }, schedule);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("Accueil ouvert uniquement sur rendez-vous et hors des vacances scolaires.")]
    [InlineData("Permanence provisoirement fermée. Accueil téléphonique du lundi au vendredi de 9h à 16h.")]
    [InlineData("Votre agence se rénove !")]
    [InlineData("1er étage")] // an ordinal may be one of the month
    [InlineData(
        "Le 1er janvier 2017, la commune nouvelle de La Hague est créée en lieu et place des communes d'Acqueville et de Vauville. Fermé le mardi.")]
    [InlineData(
        "Le 1er janvier 2017, la commune nouvelle de La Hague est créée en lieu et place des communes d'Acqueville et de Vauville, ouverte de 9h à 12h")]
    public void Read_AnyOtherComment_MakesEveryDayUnknown(string comment)
    {
        var (schedule, findings) = SourceSchedule.Read([Range("Lundi", "Lundi", "09:00-12:00")], comment);

        Assert.Equal(
            Of(Slot("lu", "09:00-12:00")) with { Comment = comment, Unread = [Unread("lu-di", comment)] },
            schedule);
        Assert.Equal([new ScheduleFinding(ScheduleFinding.CommentNotRead, comment)], findings);
    }

    [Theory]
    [InlineData("Pas d'horaire")]
    [InlineData("Pas d'horaires.")]
    [InlineData("Pas d'indication d'horaires.")]
    public void Read_CommentThatSaysNothingIsKnown_LeavesAnEmptySchedule(string comment)
    {
        var (schedule, _) = SourceSchedule.Read([], comment);

        Assert.Equal(new OpeningSchedule { Comment = comment }, schedule);
        Assert.Equal("Horaires non connus", OpeningSummary.Of(schedule));
    }

    [Theory]
    [InlineData("OUVERT")]
    [InlineData("fermée")]
    [InlineData("Début août")]
    [InlineData("les jours fériés")]
    [InlineData("à 9 h")]
    [InlineData("à 09:30")]
    [InlineData("2ème")]
    [InlineData("dimanches")]
    [InlineData("RDV")]
    [InlineData("Été")]
    public void SpeaksOfOpening_AnyWordOfTheList_IsTrue(string text) => Assert.True(SourceNotes.SpeaksOfOpening(text));

    [Theory]
    [InlineData("Relais Emploi : 04 66 82 98 38")]
    [InlineData("Le numéro de fax")]
    [InlineData("Pôles autonomie en fonction du lieu d'habitation")]
    public void SpeaksOfOpening_NoWordOfTheList_IsFalse(string text) => Assert.False(SourceNotes.SpeaksOfOpening(text));

    [Fact]
    public void Read_LongTexts_AreCutToTheBoundAndStayValid()
    {
        var (schedule, findings) = SourceSchedule.Read(
            [Range("Lundi", "Lundi", "09:00-12:00") with { Note = new string('x', 2001) }],
            new string('y', 2001));

        Assert.Empty(schedule!.Validate());
        Assert.Equal(2000, schedule.Comment!.Length);
        Assert.Contains(findings, finding => finding.Code == ScheduleFinding.TextCut);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Read_TooManyRanges_ReadsNone(int count, bool tooMany)
    {
        var (schedule, findings) = Read([.. Enumerable.Repeat(Range("Lundi", "Lundi", "09:00-12:00"), count)]);

        Assert.Equal(tooMany, findings.Any(finding => finding.Code == ScheduleFinding.TooManyRanges));
        Assert.Equal(tooMany ? 0 : 1, schedule!.Regular.Count);
        Assert.Empty(schedule.Validate());
    }

    [FactWhenPresent(NationalFile)]
    public void Read_TheWholeNationalFile_GivesValidSchedulesAndNoFillerThatShowsAsOpen()
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Get(NationalFile)), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var (certain, unread, none) = (0, 0, 0);
        foreach (var service in document.RootElement.GetProperty("service").EnumerateArray())
        {
            var (schedule, findings) = SourceSchedule.Read(
                service.GetProperty("plage_ouverture").EnumerateArray().Select(FromFile),
                Value(service, "commentaire_plage_ouverture"));

            if (schedule is null)
            {
                none++;
                continue;
            }

            Assert.Empty(schedule.Validate());
            Assert.DoesNotContain(schedule.Regular, period => period.Opens == period.Closes);
            if (findings.Any(finding => finding.Code == ScheduleFinding.FillerHours))
            {
                Assert.NotEmpty(schedule.Unread);
            }

            certain += schedule.Unread.Count == 0 ? 1 : 0;
            unread += schedule.Unread.Count > 0 ? 1 : 0;
        }

        Assert.Equal(61112, certain + unread + none);

        // Most of the country has plain hours; a reader that suddenly doubts more, or less, has changed its mind.
        Assert.InRange(certain, 51_500, 54_000);
        Assert.InRange(none, 6_000, 6_500);
    }

    private static SourceReading Read(params SourceRange[] ranges) =>
        SourceSchedule.Read(ranges, null);

    private static SourceRange Range(string? first, string? last, params string[] slots) => new()
    {
        FirstDay = first,
        LastDay = last,
        Slots = [.. slots.Select(slot => slot.Split('-')).Select(ends => ((string?)ends[0], (string?)ends[1])), (null, "")],
    };

    private static SourceRange FromFile(JsonElement range) => new()
    {
        FirstDay = Value(range, "nom_jour_debut"),
        LastDay = Value(range, "nom_jour_fin"),
        Note = Value(range, "commentaire"),
        Slots =
        [
            (Value(range, "valeur_heure_debut_1"), Value(range, "valeur_heure_fin_1")),
            (Value(range, "valeur_heure_debut_2"), Value(range, "valeur_heure_fin_2")),
        ],
    };

    private static string? Value(JsonElement element, string name) => element.GetProperty(name).GetString();
}
