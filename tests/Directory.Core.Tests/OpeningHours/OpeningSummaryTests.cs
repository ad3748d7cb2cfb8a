using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class OpeningSummaryTests
{
    public static TheoryData<OpeningSchedule?, string> Sentences => new()
    {
        { null, "Horaires non connus" },
        { new OpeningSchedule(), "Horaires non connus" },
        { Office, "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h" },
        {
            Of(Slot("lu-ve", "09:00-12:00"), Slot("lu-ve", "14:00-17:00"), Slot("sa", "09:00-12:00", byAppointment: true)),
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; le samedi de 9 h à 12 h sur rendez-vous"
        },
        { Of(Slot("lu", "08:30-12:05")), "Le lundi de 8 h 30 à 12 h 05" },
        { Of(Slot("lu-ma", "09:00-12:00")), "Le lundi et le mardi de 9 h à 12 h" },
        { Of(Slot("lu-me", "09:00-12:00")), "Du lundi au mercredi de 9 h à 12 h" },
        { Of(Slot("lu,me,ve", "09:00-12:00")), "Le lundi, le mercredi et le vendredi de 9 h à 12 h" },
        { Of(Slot("lu-me,ve-sa", "09:00-12:00")), "Du lundi au mercredi, le vendredi et le samedi de 9 h à 12 h" },
        { Of(Slot("lu-di", "09:00-12:00")), "Tous les jours de 9 h à 12 h" },
        { Of(Slot("lu-di", "00:00-24:00")), "Tous les jours 24 h sur 24" },
        { Of(Slot("sa", "18:00-24:00"), Slot("di", "00:00-02:00")), "Le samedi de 18 h à minuit ; le dimanche de 0 h à 2 h" },
        { Of(Slot("lu", "14:00-17:00"), Slot("lu", "09:00-14:00")), "Le lundi de 9 h à 17 h" }, // joined, in order
        {
            Of(Slot("lu", "09:00-12:00"), Slot("lu", "14:00-17:00", byAppointment: true)),
            "Le lundi de 9 h à 12 h, et sur rendez-vous de 14 h à 17 h"
        },
        {
            Of(Slot("lu", "09:00-12:00", byAppointment: true), Slot("lu", "14:00-17:00", byAppointment: true)),
            "Le lundi sur rendez-vous de 9 h à 12 h et de 14 h à 17 h"
        },
        {
            Of(Slot("lu", "08:00-09:00"), Slot("lu", "10:00-11:00"), Slot("lu", "12:00-13:00")),
            "Le lundi de 8 h à 9 h, de 10 h à 11 h et de 12 h à 13 h"
        },
        {
            Of(
                Slot("sa", "09:00-12:00") with { From = new LocalDate(2026, 7, 1), To = new LocalDate(2026, 8, 31) },
                Slot("lu", "09:00-12:00")),
            "Le lundi de 9 h à 12 h ; du 1er juillet au 31 août 2026 : le samedi de 9 h à 12 h"
        },
        {
            Of(Slot("lu", "09:00-12:00") with { From = new LocalDate(2026, 12, 20), To = new LocalDate(2027, 1, 4) }),
            "Du 20 décembre 2026 au 4 janvier 2027 : le lundi de 9 h à 12 h"
        },
        {
            Of(Slot("lu", "09:00-12:00") with { From = new LocalDate(2026, 9, 1) }), "À partir du 1er septembre 2026 : le lundi de 9 h à 12 h"
        },
        { Of(Slot("lu", "09:00-12:00") with { To = new LocalDate(2026, 9, 1) }), "Jusqu'au 1er septembre 2026 : le lundi de 9 h à 12 h" },
        {
            Of(Slot("lu", "09:00-12:00") with { From = new LocalDate(2026, 9, 7), To = new LocalDate(2026, 9, 7) }),
            "Le 7 septembre 2026 : le lundi de 9 h à 12 h"
        },
        {
            Of(Slot("lu-ve", "09:00-12:00")) with { Unread = [Unread("sa", "Accueil ouvert uniquement les semaines paires.")] },
            "Du lundi au vendredi de 9 h à 12 h ; le samedi : accueil ouvert uniquement les semaines paires"
        },
        { new OpeningSchedule { Unread = [Unread("lu-di", "Voir l'affiche.")] }, "À vérifier : Voir l'affiche" },
        { new OpeningSchedule { Unread = [Unread("ma", "Accueil fermé.")] }, "Le mardi : accueil fermé" },
        {
            Of(Slot("lu", "09:00-12:00")) with { PublicHolidays = PublicHolidayPolicy.Closed }, "Le lundi de 9 h à 12 h ; fermé les jours fériés"
        },
        {
            Of(Slot("lu", "09:00-12:00")) with { PublicHolidays = PublicHolidayPolicy.AsUsual },
            "Le lundi de 9 h à 12 h ; mêmes horaires les jours fériés"
        },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Of_IsWhatAPersonWouldSay(OpeningSchedule? schedule, string expected) =>
        Assert.Equal(expected, OpeningSummary.Of(schedule));

    [Fact]
    public void Of_EverySetOfDays_NamesEachDayOrIsARange()
    {
        for (var bits = 1; bits < 128; bits++)
        {
            var days = Weekdays.All.Enumerate()
                .Where(day => (bits >> ((int)day - 1) & 1) != 0)
                .Aggregate(Weekdays.None, (set, day) => set | Weekdays.Of(day));

            var sentence = OpeningSummary.Of(Of(Slot("lu", "09:00-12:00") with { Days = days }));

            Assert.EndsWith(" de 9 h à 12 h", sentence, StringComparison.Ordinal);
            Assert.Equal(days, ReadBack(sentence[..^" de 9 h à 12 h".Length].ToLowerInvariant()));
        }
    }

    private static Weekdays ReadBack(string words)
    {
        string[] names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
        if (words == "tous les jours")
        {
            return Weekdays.All;
        }

        var days = Weekdays.None;
        foreach (var part in words.Replace(" et ", ", ", StringComparison.Ordinal).Split(", "))
        {
            var found = part.Split(' ').Select(word => Array.IndexOf(names, word)).Where(index => index >= 0)
                .Select(index => (IsoDayOfWeek)(index + 1)).ToList();
            days |= Weekdays.Range(found[0], found[^1]);
        }

        return days;
    }
}
