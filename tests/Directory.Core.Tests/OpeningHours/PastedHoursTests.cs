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
    public void Read_OfATextInAKnownForm_GivesItsHours(string text, string expected)
    {
        var reading = PastedHours.Read(text);

        Assert.Null(reading.Problem);
        Assert.Equal(expected, OpeningSummary.Of(reading.Schedule));
    }

    [Theory]
    [InlineData("le 1er samedi du mois de 9h à 12h", "1er")]
    [InlineData("lundi 9h-12h semaines paires", "semaines paires")]
    [InlineData("lundi 9h-12h sauf juillet", "sauf juillet")]
    [InlineData("lundi 9h-12h, 14h-17h sur rdv", "9h-12h, 14h-17h sur rdv")] // the last slot, or both?
    [InlineData("lundi", "un jour sans heures")]
    [InlineData("vendredi au lundi 9h-12h", "9h-12h")]
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
