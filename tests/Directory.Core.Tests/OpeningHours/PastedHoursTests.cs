using PublicDirectory.Core.OpeningHours.Pasted;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class PastedHoursTests
{
    [Theory]
    [InlineData("Mo-Fr 09:00-12:00,14:00-17:00", "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h")]
    [InlineData("Mo-Fr 09:00-12:00; PH off", "Du lundi au vendredi de 9 h à 12 h ; fermé les jours fériés")]
    [InlineData(
        "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; le samedi de 9 h à 12 h sur rendez-vous",
        "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; le samedi de 9 h à 12 h sur rendez-vous")]
    [InlineData(
        "Lundi : 9h-12h / 13h30-17h\nMardi : 9h-12h\nMercredi : fermé",
        "Le lundi de 9 h à 12 h et de 13 h 30 à 17 h ; le mardi de 9 h à 12 h")]
    [InlineData(
        "du lundi au jeudi de 8h30 à 12h et de 14h à 17h30, vendredi 8h30-12h",
        "Du lundi au jeudi de 8 h 30 à 12 h et de 14 h à 17 h 30 ; le vendredi de 8 h 30 à 12 h")]
    [InlineData(
        "Lundi\n\t09:00 - 12:00\n\t14:00 - 16:30\nMardi, jeudi\n\t09:00 - 12:00",
        "Le lundi de 9 h à 12 h et de 14 h à 16 h 30 ; le mardi et le jeudi de 9 h à 12 h")]
    [InlineData(
        "Horaires d'ouverture : lun.-ven. 9.00-17.00. Fermé les jours fériés",
        "Du lundi au vendredi de 9 h à 17 h ; fermé les jours fériés")]
    [InlineData("Tous les jours de 0h à minuit", "Tous les jours 24 h sur 24")]
    [InlineData("samedi sur rdv : 9h-12h", "Le samedi de 9 h à 12 h sur rendez-vous")]
    [InlineData("off", "Fermé au public")]
    [InlineData("Mar 01-Oct 31: Mo-Fr 09:00-12:00", "Chaque année du 1er mars au 31 octobre : du lundi au vendredi de 9 h à 12 h")]
    [InlineData("Mar 9h-12h", "Le mardi de 9 h à 12 h")]
    // A closed day within a range, and the narrower of two statements.
    [InlineData("Lundi au vendredi : 9h-17h. Mercredi : fermé", "Le lundi, le mardi, le jeudi et le vendredi de 9 h à 17 h")]
    [InlineData("Mercredi fermé. Lundi au vendredi : 9h-17h", "Le lundi, le mardi, le jeudi et le vendredi de 9 h à 17 h")]
    [InlineData("Ouvert tous les jours de 9h à 17h, fermé le week-end", "Du lundi au vendredi de 9 h à 17 h")]
    [InlineData("Tous les jours 9h-17h sauf le dimanche", "Du lundi au samedi de 9 h à 17 h")]
    [InlineData("Du lundi au vendredi sauf le mercredi : 9h-17h", "Le lundi, le mardi, le jeudi et le vendredi de 9 h à 17 h")]
    [InlineData(
        "Du lundi au vendredi 9h-17h sauf le mercredi 9h-12h",
        "Le lundi, le mardi, le jeudi et le vendredi de 9 h à 17 h ; le mercredi de 9 h à 12 h")]
    [InlineData("Fermé du lundi au vendredi, samedi 9h-12h", null)] // a list that goes on, or not?
    [InlineData("Du lundi au vendredi : fermé. Mercredi : 9h-12h", "Le mercredi de 9 h à 12 h")]
    [InlineData("Lundi 9h-12h 14h-18h", "Le lundi de 9 h à 12 h et de 14 h à 18 h")]
    [InlineData("Lundi 9h-12h 14-18h", "Le lundi de 9 h à 12 h et de 14 h à 18 h")]
    [InlineData("Lundi 9 h - 12 h 15 - 14 h - 18 h", "Le lundi de 9 h à 12 h 15 et de 14 h à 18 h")]
    [InlineData("Lundi 9-12, 14-18", "Le lundi de 9 h à 12 h et de 14 h à 18 h")]
    [InlineData("Lundi 18h-0h", "Le lundi de 18 h à minuit")]
    [InlineData("Lundi 18:00-00:00", "Le lundi de 18 h à minuit")]
    [InlineData("Lundi 9h-12h, fermé l’après-midi", "Le lundi de 9 h à 12 h")]
    [InlineData("Lundi : fermé le matin, 14h-17h", "Le lundi de 14 h à 17 h")]
    [InlineData("Lundi matin : 9h-12h", "Le lundi de 9 h à 12 h")]
    [InlineData(
        "Lundi 9h-12h, sur rendez-vous l'après-midi 14h-17h",
        "Le lundi de 9 h à 12 h, et sur rendez-vous de 14 h à 17 h")]
    [InlineData(
        "Lundi 9h-12h sans rendez-vous, 14h-17h sur rendez-vous",
        "Le lundi de 9 h à 12 h, et sur rendez-vous de 14 h à 17 h")]
    [InlineData("LUNDI : 9 h – 12 h​, fermé le mardi", "Le lundi de 9 h à 12 h")]
    [InlineData(
        "Du lundi au vendredi 9h-12h, fermé les week-ends et jours fériés", "Du lundi au vendredi de 9 h à 12 h ; fermé les jours fériés")]
    [InlineData("Du lundi au vendredi hors jours fériés : 9h-12h", "Du lundi au vendredi de 9 h à 12 h ; fermé les jours fériés")]
    [InlineData("24h/24, 7j/7", "Tous les jours 24 h sur 24")]
    [InlineData("Tous les jours : fermé", "Fermé au public")]
    [InlineData("Lundi ９h-１２h", "Le lundi de 9 h à 12 h")]
    [InlineData("La mairie est fermée le lundi, ouverte le mardi de 9 heures 30 à 12 heures", "Le mardi de 9 h 30 à 12 h")]
    [InlineData("Lundi 1400-1730", "Le lundi de 14 h à 17 h 30")]
    public void Read_OfATextInAKnownForm_GivesItsHours(string text, string? expected)
    {
        var reading = PastedHours.Read(text);

        Assert.True(reading.Problem is null == expected is not null, reading.Problem);
        Assert.Equal(expected, expected is null ? null : OpeningSummary.Of(reading.Schedule));
    }

    [Theory]
    [InlineData("le 1er samedi du mois de 9h à 12h", "1er")]
    [InlineData("lundi 9h-12h semaines paires", "semaines paires")]
    [InlineData("lundi 9h-12h sauf juillet", "sauf juillet")]
    [InlineData("Du lundi au mercredi 9h-17h sauf le samedi 9h-12h", "lundi au mercredi 9h-17h sauf le samedi")]
    [InlineData("lundi 9h-12h, 14h-17h sur rdv", "9h-12h, 14h-17h sur rdv")] // the last slot, or both?
    [InlineData("lundi", "un jour sans heures")]
    [InlineData("vendredi au lundi 9h-12h", "vendredi au lundi")]
    [InlineData("Lundi 9h-12h, sur rendez-vous l'après-midi", "sur rendez-vous l'après-midi")] // at which hours?
    [InlineData("Lundi 9h-12h. Mardi 9h-12h. Sur rendez-vous.", "sur rendez-vous")] // both, or Tuesday alone?
    [InlineData("Lundi 9h-12h, mardi 9h-12h, sur rdv", "sur rdv")]
    [InlineData("Samedi : fermé", "aucune heure d'ouverture")]
    [InlineData("Fermé le samedi et le dimanche", "aucune heure d'ouverture")]
    [InlineData("Fermé les jours fériés", "aucune heure d'ouverture")]
    [InlineData("Lundi au vendredi 9h-17h. Mercredi 14h-18h", "mercredi 14h-18h")] // besides, or instead?
    [InlineData("Lundi au vendredi 9h-17h. Mercredi : fermé l'après-midi", "mercredi : fermé l'après-midi")]
    [InlineData("Lundi au mercredi 9h-12h. Mercredi au vendredi : fermé", "mercredi au vendredi : fermé")]
    [InlineData("Lundi 9h-12h fermé", "fermé")]
    [InlineData("Lundi : 9h-12h - fermé\nMardi : 9h-12h", "fermé")]
    [InlineData("fermé mercredi, jeudi 9h-12h", "mercredi, jeudi 9h-12h")]
    [InlineData("Du lundi au samedi matin 9h-12h 14h-18h", "matin 9h-12h 14h-18h")]
    [InlineData("Lundi 9h-17h, sur rdv l'après-midi", "sur rdv l'après-midi")]
    [InlineData("Lundi 0h-0h", "0h-0h")] // the whole day, or none of it
    [InlineData("Lundi 9h-12h jusqu'au 8/3/2027", "jusqu'au 8/3/2027")]
    [InlineData("Lundi 1/12", "1/12")]
    [InlineData("Fermé le 7/7, lundi 9h-12h", "7/7")]
    [InlineData("Un lundi sur deux 9h-12h", "un")]
    [InlineData("Lundi 22h-2h", "22h-2h")]
    [InlineData("Lundi 9h-12h, 2026-2027", "2026-2027")]
    [InlineData("Lundi 9h-12h*. Mardi 9h-12h. * sur rendez-vous", "*")]
    [InlineData("Lundi 9h-12h. Mardi 9h-12h. (Sur rendez-vous)", "sur rendez-vous")]
    [InlineData("Ouvert de 9h à 12h sauf mercredi après-midi, du lundi au vendredi", "9h à 12h sauf")]
    [InlineData("Du lundi au vendredi de 9h à 17h sauf mercredi après-midi", "sauf mercredi après-midi")]
    [InlineData("Lundi 9h-12h ; 14h-17h le mardi", "mardi")]
    [InlineData("lundi-mercredi-vendredi 9h-12h", "lundi-mercredi")]
    [InlineData("Lundi 9h30min-12h", "9h30min-12h")]
    [InlineData("Lundi ٩h-١٢h", "٩h-١٢h")]
    [InlineData("Lundi mardi 9h-12h", "lundi")]
    [InlineData("lundi 9h-12h à partir du 8 mars", "à partir du 8 mars")]
    [InlineData("lundi 9h-12h (accueil téléphonique)", "téléphonique")]
    [InlineData("lundi 9h-12h sauf vacances scolaires", "sauf vacances scolaires")]
    public void Read_OfATextNotWhollyUnderstood_NamesTheWords(string text, string words)
    {
        var reading = PastedHours.Read(text);

        Assert.Null(reading.Schedule);
        Assert.Contains(words, reading.Problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lundi 12h-9h")]
    [InlineData("Mo-Fr 25:00-12:00")]
    [InlineData("bonjour")]
    [InlineData("")]
    public void Read_OfAnythingElse_SaysWhatIsWrong(string text) => Assert.NotEmpty(PastedHours.Read(text).Problem!);
}
