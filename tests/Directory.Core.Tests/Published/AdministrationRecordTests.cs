using System.Text;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class AdministrationRecordTests
{
    private static readonly JsonSerializerOptions Everything = new() { Converters = { new InstantConverter(), new LocalDateConverter() } };
    private readonly AdministrationEncoder _encoder = new();

    [Fact]
    public void Encode_AnyDocument_ReadsBackTheSame()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var document = new RandomDocuments(seed).Administration([Guid.CreateVersion7()]);

            var record = _encoder.Encode(Version(), document);

            Assert.Equal(AllOf(document), AllOf(RecordReading.ToDocument(record)));
        }
    }

    [Fact]
    public void Encode_ADocumentWithoutItsEmptyLists_ReadsThemAsEmpty()
    {
        var document = DocumentJson.ReadAdministration("""{"name":"Mairie","provenance":{"source":"sample"}}"""u8);

        var record = _encoder.Encode(Version(), document);

        Assert.Equal("Mairie", record.Name.ToString());
        Assert.Equal(
            (0, 0, 0, 0, 0, 0),
            (record.Types.Count, record.Addresses.Count, record.Channels.Count, record.Competences.Count,
                record.ExternalIds.Count, record.Blocks.Count));
    }

    [Fact]
    public void Encode_AVersion_KeepsWhatTheLogSaysOfIt()
    {
        var version = Version() with { Path = PublicationPath.Urgent };

        var record = _encoder.Encode(version, A.Mairie());

        Assert.Equal(
            (version.EntryId, version.Sequence, version.Version, version.PublishedAt, version.ChangedAt, true),
            (record.Id, record.Sequence, record.Version, record.PublishedAt, record.ChangedAt, record.IsUrgent));
    }

    [Theory]
    [InlineData("sample", null, false)]
    [InlineData("local", null, true)]
    [InlineData("sample", "local", true)] // one block edited here is enough
    public void IsEditedLocally_FollowsTheWholeAndTheBlocks(string source, string? blockSource, bool expected)
    {
        var document = A.Mairie() with
        {
            Provenance = new Provenance
            {
                Source = source,
                Blocks = blockSource is null ? [] : new Dictionary<string, BlockProvenance> { ["name"] = new() { Source = blockSource } },
            },
        };

        Assert.Equal(expected, _encoder.Encode(Version(), document).IsEditedLocally);
    }

    [Fact]
    public void Location_OfSeveralAddresses_IsThatOfTheFirstPhysicalOneThatHasOne()
    {
        var (postal, physical) = (new GeoPoint(1, 1), new GeoPoint(2, 2));
        var document = A.Mairie() with
        {
            Addresses =
            [
                new Address { Kind = AddressKind.Postal, Location = postal },
                new Address { Kind = AddressKind.Physical },
                new Address { Kind = AddressKind.Physical, Location = physical },
            ],
        };

        Assert.Equal(physical, _encoder.Encode(Version(), document).Location);
        Assert.Equal(postal, _encoder.Encode(Version(), document with { Addresses = [document.Addresses[0]] }).Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mairie de L'Haÿ-les-Roses")]
    [InlineData("\"\\/\b\f\n\r\t\0\u001f\u007f\u2028 é 🏛️")]
    public void JsonText_OfAnyText_IsValidJsonAndReadsBack(string text)
    {
        var json = JsonText.From(text);

        Assert.Equal(text, JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(json.Span)}\""));
        Assert.Equal(text, json.ToString());
    }

    [Fact]
    public void JsonText_OfAccents_KeepsThemRaw() =>
        Assert.Equal("Préfecture"u8.ToArray(), JsonText.From("Préfecture").Span.ToArray());

    [Fact]
    public void JsonText_Absent_DiffersFromEmpty()
    {
        Assert.True(JsonText.From(null).IsNull);
        Assert.False(JsonText.From("").IsNull);
        Assert.NotEqual(JsonText.From(null), JsonText.From(""));
    }

    // As text, so that lists compare by their items; by reflection, so that no property can be left out.
    private static string AllOf(AdministrationDocument document) => JsonSerializer.Serialize(document, Everything);

    private static PublishedVersion Version() => new(
        42, Guid.CreateVersion7(), EntryKind.Administration, 3, null, PublicationPath.Import, A.Morning, A.Morning - Duration.FromDays(2));
}
