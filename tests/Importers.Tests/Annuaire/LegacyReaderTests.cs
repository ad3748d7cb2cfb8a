using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class LegacyReaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly List<ImportIssue> _issues = [];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Read_OfFeatures_TakesObjectsAndArraysAlike()
    {
        var (records, reader) = await ReadAsync("""
            {"type":"Feature","geometry":{"type":"Point","coordinates":[4.88,45.77]},"properties":{"id":"mairie-69266-01","codeInsee":"69266","dateMiseAJour":"2017-06-01","pivotLocal":"mairie","Nom":"Mairie de Villeurbanne","idPresta":"p1","EditeurSource":{},"Adresse":{"type":"géopostale","Ligne":"Place de la Mairie","CodePostal":"69100","NomCommune":"Villeurbanne","Localisation":{"Latitude":"45.7667","Longitude":"4.8803","Précision":"8"},"Accessibilité":{"type":"ACC","$t":"plain-pied"}},"CoordonnéesNum":{"Téléphone":{"coût":"Service gratuit","$t":"01 99 00 12 34"},"Email":"mailto:accueil@mairie.example","Url":["http://mairie.example","http://www.mairie.example"]},"Ouverture":{"PlageJ":{"début":"lundi","fin":"vendredi","PlageH":[{"début":"9:00:00","fin":"12:00:00"},{"début":"14:00:00","fin":"17:00:00"}]}},"Commentaire":{}}}
            {"type":"Feature","geometry":{"type":"Point","coordinates":[null,null]},"properties":{"id":"caf-69123-01","codeInsee":"69123","dateMiseAJour":"2016-01-01","pivotLocal":"caf","Nom":"Caf","Adresse":[{"type":"postale","Ligne":["CS 1","BP 2"],"CodePostal":"69409","NomCommune":"LYON CEDEX"},{"type":"physique","Ligne":["1 rue"],"CodePostal":"69002","NomCommune":"Lyon","Localisation":{"Latitude":{},"Longitude":{}},"Accessibilité":"rampe"}],"CoordonnéesNum":" ","Ouverture":{"PlageJ":[{"début":"lundi","fin":"lundi","PlageH":{"début":"09:00:00","fin":"12:00:00"}},{"début":"mardi","fin":"mardi","PlageH":{"début":"09:00:00","fin":"12:00:00"}}]}}}
            """);

        Assert.Empty(_issues);
        Assert.Contains("openingHours", reader.Blocks.AsEnumerable());
        var mairie = (AdministrationDocument)records[0].Document;
        Assert.Equal(("mairie-69266-01", "dila-annuaire-legacy"), (records[0].Key, mairie.Provenance.Source));
        Assert.Equal((WheelchairAccess.Full, "plain-pied"), (mairie.Accessibility!.Wheelchair, mairie.Accessibility.Note));
        Assert.Equal(2, mairie.OpeningHours!.Regular.Count);
        Assert.Equal(
            ["+33199001234", "accueil@mairie.example", "http://mairie.example", "http://www.mairie.example"],
            mairie.Channels.Select(channel => channel.Value));
        Assert.Equal("Service gratuit", mairie.Channels[0].Cost);
        var caf = (AdministrationDocument)records[1].Document;
        Assert.Equal([AddressKind.Physical, AddressKind.Postal], caf.Addresses.Select(address => address.Kind));
        Assert.Null(caf.Addresses[0].Location);
        Assert.Equal((WheelchairAccess.Unknown, "rampe"), (caf.Accessibility!.Wheelchair, caf.Accessibility.Note));
        Assert.Empty(caf.Channels);
    }

    [Fact]
    public async Task Read_OfTheFlatForm_SpeaksOfNoHours()
    {
        var (records, reader) = await ReadAsync("""
            {"accessibilite_text":null,"accessibilite_type":"NAC","codeinsee":"69266","commentaire":"Sur rendez-vous","contact_email":"a@mairie.example","contact_fax":"+33 1 99 00 12 35","contact_phone":"3939","id":"mairie-69266-01","latitude":"45.7667","longitude":"4.8803","nom":"Mairie de Villeurbanne","type":"mairie","update":"2015-04-19","website":["http://mairie.example"],"writeAddress":{"addressLocality":"Villeurbanne","postalCode":"69100","streetAddress":["Place de la Mairie"]}}
            {"codeinsee":"69123","id":"bsn-69123-01","nom":"Bureau","type":"bsn","update":"2015-04-19"}
            """);

        Assert.Empty(_issues);
        Assert.DoesNotContain("openingHours", reader.Blocks.AsEnumerable());
        var mairie = (AdministrationDocument)records[0].Document;
        Assert.Null(mairie.OpeningHours);
        Assert.Equal(WheelchairAccess.None, mairie.Accessibility!.Wheelchair);
        Assert.Equal(
            ["3939", "a@mairie.example", "http://mairie.example", "+33199001235"], mairie.Channels.Select(channel => channel.Value));
        Assert.Empty(((AdministrationDocument)records[1].Document).Addresses);
    }

    [Fact]
    public async Task Blocks_BeforeTheFirstRecord_CanBeAskedOfTheFile()
    {
        await File.WriteAllTextAsync(_path, """{"codeinsee":"69123","id":"bsn-69123-01","nom":"Bureau","type":"bsn"}""");

        var blocks = await LegacyReader.ReadBlocksAsync(_path);

        Assert.DoesNotContain("openingHours", blocks.AsEnumerable());
    }

    [Theory]
    [InlineData("\"Ministère de la justice\"", "Ministère de la justice")]
    [InlineData("{}", null)]
    public async Task Read_OfItsHolder_KeepsIt(string holder, string? attribution)
    {
        var (records, _) = await ReadAsync(
            $$$"""{"type":"Feature","properties":{"id":"mjd-69266-01","codeInsee":"69266","pivotLocal":"mjd","Nom":"Maison de justice","EditeurSource":{{{holder}}}}}""");

        Assert.Equal(attribution, Assert.Single(records).Document!.Provenance.Attribution);
    }

    [Theory]
    [InlineData("""{"codeinsee":"69123","nom":"Bureau"}""", "MISSING_KEY")]
    [InlineData("""{"codeinsee":"69123","id":"../../etc","nom":"Bureau"}""", "INVALID_KEY")]
    [InlineData("""{"codeinsee":"69123","id":"bsn-69123-01"}""", "MISSING_NAME")]
    public async Task Read_OfWhatCannotBeAnEntry_RejectsIt(string json, string code)
    {
        var (records, reader) = await ReadAsync(json);

        Assert.Empty(records);
        Assert.Equal(new ReadTally(1, 0, 1, 0), reader.Tally);
        Assert.Equal(code, Assert.Single(_issues).Code);
    }

    private async Task<(List<SourceRecord> Records, LegacyReader Reader)> ReadAsync(string json)
    {
        await File.WriteAllTextAsync(_path, json);
        var reader = new LegacyReader(SmallTerritories.Index, _issues.Add);
        var records = new List<SourceRecord>();
        await foreach (var record in reader.ReadAsync(_path))
        {
            records.Add(record);
        }

        return (records, reader);
    }
}
