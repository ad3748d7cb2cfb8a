using System.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

public sealed class DocumentJsonTests
{
    [Fact]
    public void Write_ADocumentWithAllItsParts_ReadsBackTheSame()
    {
        var document = A.Mairie() with
        {
            Acronym = "MDV",
            Accessibility = new Accessibility { Wheelchair = WheelchairAccess.Partial, Note = "Rampe", SignLanguage = false },
            OpeningHours = Schedule,
            Channels =
            [
                new ContactChannel
                {
                    Kind =
                        ChannelKind.Phone, Value = "3939", OpeningHours = Schedule, Audience = ChannelAudience.Agent, AnswersWithin = "P5D",
                },
            ],
            Notices = [new Notice { Title = "Fermé", Level = NoticeLevel.Urgent, From = A.Morning, SuspendsReception = true }],
            Competences = [new Competence { ServiceType = "mairie", WholeCountry = true, Basis = CompetenceBasis.Seat }],
        };

        var written = DocumentJson.Write(document);
        var read = DocumentJson.ReadAdministration(written);

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(DocumentJson.Write(read)));
        Assert.Equal(Schedule, read.OpeningHours);
        Assert.Equal(Schedule, read.Channels[0].OpeningHours);
        Assert.Equal(document.Notices, read.Notices);
        Assert.Equal((ChannelAudience.Agent, "P5D"), (read.Channels[0].Audience, read.Channels[0].AnswersWithin));
        Assert.Equal((true, CompetenceBasis.Seat), (read.Competences[0].WholeCountry, read.Competences[0].Basis));
    }

    [Fact]
    public void Write_APoorDocument_LeavesOutWhatIsAbsentOrEmpty()
    {
        var document = new AdministrationDocument { Name = "Mairie", Provenance = new Provenance { Source = "sample" } };

        Assert.Equal(
            """{"name":"Mairie","provenance":{"source":"sample"},"schemaVersion":1}""",
            Encoding.UTF8.GetString(DocumentJson.Write(document)));
    }

    [Fact]
    public void Read_APoorDocument_HasEmptyListsAndNeverNull()
    {
        var read = DocumentJson.ReadAdministration("""{"schemaVersion":1,"name":"Mairie","provenance":{"source":"sample"}}"""u8);

        Assert.Empty(read.Types);
        Assert.Empty(read.Channels);
        Assert.Empty(read.Competences);
        Assert.Empty(read.Provenance.Blocks);
    }

    [Theory]
    [InlineData("""{"b": 1.50, "a": "é", "n": null}""", """{"a":"é","b":1.5}""")]
    [InlineData("""{"x": [1e2, 0.00001, {"z": 1, "y": 2}]}""", """{"x":[100,0.00001,{"y":2,"z":1}]}""")]
    public void Canonical_OfEqualValues_IsOneText(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json))));

    private static OpeningSchedule Schedule { get; } = new()
    {
        Regular =
            [new RegularPeriod { Days = Weekdays.MondayToFriday, Opens = ClockTime.Parse("09:00"), Closes = ClockTime.Parse("12:00") }],
        Unread = [new UnreadText { Days = Weekdays.Saturday, Text = "Semaines paires." }],
        Comment = "Fermé le 2 novembre.",
        PublicHolidays = PublicHolidayPolicy.Closed,
    };

    [Fact]
    public void ReadDemarche_WhoseCostAndDelayAreTextsAsTheyOnceWere_HasThemAsItsOnlyOnes()
    {
        var json = """{"audiences":["INDIVIDUALS"],"cost":"25 €","delay":"Deux mois","provenance":{"source":"LOCAL"},"title":"Carte"}"""u8;

        var document = DocumentJson.ReadDemarche(json);

        Assert.Equal([new DemarcheCost { Text = "25 €" }], document.Cost);
        Assert.Equal([new DemarcheDelay { Text = "Deux mois" }], document.Delay);
        Assert.Contains("[{\"text\":\"25 €\"}]", Encoding.UTF8.GetString(DocumentJson.Write(document)), StringComparison.Ordinal);
    }
}
