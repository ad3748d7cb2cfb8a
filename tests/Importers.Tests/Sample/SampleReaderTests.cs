using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Sample;

namespace PublicDirectory.Importers.Tests.Sample;

public sealed partial class SampleReaderTests
{
    private static readonly SampleReader Reader = new(SampleTerritories.Index);
    private static readonly List<SourceRecord> Records = [.. Reader.Read()];

    [Fact]
    public void Read_Always_IsSomeEightyAdministrationsOfTwoDepartements()
    {
        Assert.InRange(Records.Count, 75, 100);
        Assert.Equal(
            ["69", "973"],
            Records.Select(record => Administration(record).Commune!.Value.DepartementCode).Distinct().Order());
    }

    [Fact]
    public void Read_KeysAndParents_AreUniqueAndKnown()
    {
        var keys = Records.Select(record => record.Key).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Records.Count, keys.Count);
        Assert.All(Records.Where(record => record.ParentKey is not null), record => Assert.Contains(record.ParentKey!, keys));
        Assert.All(Records, record => Assert.Equal(
            [new ExternalId(ExternalIdSchemes.Sample, record.Key)], record.Document.ExternalIds));
    }

    [Fact]
    public void Read_Provenance_SaysThatItIsASample() => Assert.All(Records, record =>
    {
        Assert.Equal(Sources.Sample.Code, record.Document.Provenance.Source);
        Assert.NotNull(record.Document.Provenance.VerifiedAt);
    });

    [Fact]
    public void Read_Documents_AreValid() => Assert.All(Records, record =>
        Assert.Empty(AdministrationValidator.Validate(Administration(record))));

    [Fact]
    public void Read_Types_AreInTheTable()
    {
        var known = ServiceTypeTable.Read().Select(type => type.Code).ToHashSet(StringComparer.Ordinal);

        Assert.All(Records.SelectMany(record => Administration(record).Types), type => Assert.Contains(type, known));
    }

    [Fact]
    public void Read_Channels_ReachNobodyReal() => Assert.All(
        Records.SelectMany(record => Administration(record).Channels),
        channel => Assert.True(
            channel.Kind switch
            {
                ChannelKind.Phone or ChannelKind.Fax => channel.Value == "17" || FictionNumber().IsMatch(channel.Value),
                ChannelKind.Email => channel.Value.EndsWith(".example", StringComparison.Ordinal),
                _ => new Uri(channel.Value).Host.EndsWith(".example", StringComparison.Ordinal),
            },
            channel.Value));

    [Fact]
    public void Read_Numbers_AreEachGivenOnce()
    {
        var numbers = Records.SelectMany(record => Administration(record).Channels)
            .Where(channel => channel.Kind is ChannelKind.Phone && channel.Value != "17")
            .Select(channel => channel.Value)
            .ToList();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void Read_Hours_AreValidAndOfEverySort()
    {
        var schedules = Records.Select(record => Administration(record).OpeningHours).OfType<OpeningSchedule>().ToList();

        Assert.All(schedules, schedule => Assert.Empty(schedule.Validate()));
        Assert.Contains(schedules, schedule => schedule.Regular.Any(period => period.Days.Overlaps(Weekdays.Saturday)));
        Assert.Contains(schedules, schedule => schedule.Regular.Any(period => period.ByAppointment));
        Assert.Contains(schedules, schedule => schedule.Regular.Any(period => period.From is not null));
        Assert.Contains(schedules, schedule => schedule.Regular.Any(period => period.Closes == ClockTime.EndOfDay));
        Assert.Contains(schedules, schedule => schedule.Unread.Count > 0 && schedule.Regular.Count > 0);
        Assert.Equal(3, schedules.Select(schedule => schedule.PublicHolidays).Distinct().Count());
        Assert.Contains(Records, record => Administration(record).OpeningHours is null);
    }

    [Fact]
    public void Read_Administrations_ShowTheModelsVariety()
    {
        var documents = Records.ConvertAll(Administration);

        Assert.Contains(documents, document => document.Addresses.Count == 2);
        Assert.Contains(documents, document => document.Addresses[0].Location is null);
        Assert.Contains(documents, document => document.Types.Count > 1);
        Assert.Contains(documents, document => document.Accessibility is null);
        foreach (var access in (WheelchairAccess[])[WheelchairAccess.Full, WheelchairAccess.Partial, WheelchairAccess.None])
        {
            Assert.Contains(documents, document => document.Accessibility?.Wheelchair == access);
        }

        foreach (var kind in (ChannelKind[])[ChannelKind.OnlineService, ChannelKind.Form, ChannelKind.Email, ChannelKind.Phone,
            ChannelKind.Appointment, ChannelKind.Fax, ChannelKind.Website, ChannelKind.Social])
        {
            Assert.Contains(documents, document => document.Channels.Any(channel => channel.Kind == kind));
        }
    }

    [Fact]
    public void Read_Competences_FollowTheServicesGeography()
    {
        Assert.Equal(["69266"], CommunesOf("mairie-69266"));
        Assert.Equal(["69"], Of("prefecture-69").Competences[0].Departements);
        Assert.Equal(["prefecture", "prefecture_region"], Of("prefecture-69").Competences.Select(item => item.ServiceType));
        var arrondissement = SampleTerritories.Index.CommunesOfArrondissement("692").Select(commune => commune.Code.Value);
        Assert.Equal(arrondissement, CommunesOf("sous-pref-69264"));
        Assert.DoesNotContain("69266", CommunesOf("sous-pref-69264"));
    }

    [Theory]
    [InlineData("\"hours\": \"lundi 9h\"", "mairie-1")]
    [InlineData("\"serves\": [\"arrondissement:999\"]", "arrondissement:999")]
    [InlineData("\"horaires\": \"\"", "line 5")] // no such property
    public void Read_RecordThatDoesNotFit_IsRefusedWithItsPlace(string property, string place)
    {
        var text = $$"""
            {
              "comment": "", "verifiedOn": "2026-01-15",
              "administrations": [
                { "key": "mairie-1", "name": "Mairie", "types": ["mairie"], "commune": "69266",
                  {{property}} } ]
            }
            """;

        var exception = Assert.Throws<SourceFileException>(() =>
            Reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.json"));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    private static AdministrationDocument Of(string key) => Administration(Records.Single(record => record.Key == key));

    private static AdministrationDocument Administration(SourceRecord record) => (AdministrationDocument)record.Document;

    private static IEnumerable<string> CommunesOf(string key) =>
        Of(key).Competences[0].Communes.Select(commune => commune.Value);

    // The ranges that ARCEP sets aside for films and books.
    [GeneratedRegex(@"^\+33(19900|26191|35301|46571|53649|63998)[0-9]{4}$")]
    private static partial Regex FictionNumber();
}
