using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.IO;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>One invented record per test, changed where the test is about; numbers and hosts are those of fiction.</summary>
public sealed class AnnuaireReaderTests : IDisposable
{
    private const string Key = "6a1c3a54-8f0e-4a43-9d6e-0123456789ab";
    private const string OtherKey = "7b2d4b65-9a1f-4b54-8e7f-123456789abc";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("annuaire-").FullName;
    private readonly List<ImportIssue> _issues = [];

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the API's variant
    public async Task Read_OfAWholeRecord_MapsEveryField(bool isApi)
    {
        var record = await ReadOneAsync("""
            "sigle":"MV", "mission":"<p>État civil &amp; urbanisme</p><p>Élections</p>",
            "siren":"216902668", "siret":"21690266800013", "partenaire":"france_service", "partenaire_identifiant":"2057",
            "telephone":[{"valeur":"01 99 00 12 34","description":"Service gratuit + prix appel"},{"valeur":"3939","description":"Allô service"}],
            "telephone_accessible":[{"valeur":"01 99 00 56 78"}],
            "telecopie":["01 99 00 12 35"],
            "adresse_courriel":["accueil@mairie.example","accueil@mairie.example"],
            "formulaire_contact":[["https://mairie.example/contact"]],
            "site_internet":[{"libelle":"","valeur":"https://mairie.example "},{"libelle":"Prendre rendez-vous","valeur":"https://rdv.mairie.example"}],
            "sve":[{"libelle":"","valeur":"https://mairie.example/sve"},{"libelle":"Téléservice","valeur":"https://ts.mairie.example"}],
            "reseau_social":[{"valeur":"https://social.example/mairie","custom_dico2":"Réseau"}],
            "plage_ouverture":[{"nom_jour_debut":"Lundi","nom_jour_fin":"Vendredi","valeur_heure_debut_1":"'09:00:00","valeur_heure_fin_1":"12:00:00","valeur_heure_debut_2":"14:00:00","valeur_heure_fin_2":"17:00:00","commentaire":""}]
            """, isApi);

        var document = (AdministrationDocument)record.Document;
        Assert.Empty(_issues);
        Assert.Equal((Key, "Mairie - Villeurbanne", "MV"), (record.Key, document.Name, document.Acronym));
        Assert.Equal("État civil & urbanisme\nÉlections", document.Mission);
        Assert.Equal(["mairie", "msap"], document.Types);
        Assert.Equal("69266", document.Commune?.Value);
        Assert.Equal(
            ["DILA_ANNUAIRE", "DILA_PIVOT", "SIRET", "SIREN", "DILA_PARTENAIRE"], document.ExternalIds.Select(id => id.Scheme));
        Assert.Equal("france_service/2057", document.ExternalIds[^1].Value);
        Assert.Equal(Instant.FromUtc(2025, 7, 1, 6, 30, 0), document.Provenance.VerifiedAt); // 08:30 in Paris
        Assert.Equal((WheelchairAccess.Partial, "rampe"), (document.Accessibility!.Wheelchair, document.Accessibility.Note));
        var address = Assert.Single(document.Addresses);
        Assert.Equal(["Hôtel de ville", "Place de la Mairie", "BP 65051"], address.Lines);
        Assert.Equal(("69100", "Villeurbanne", new GeoPoint(45.7667, 4.8803)), (address.PostalCode, address.City, address.Location));
        Assert.Equal(2, document.OpeningHours!.Regular.Count);
        Assert.Empty(document.OpeningHours.Unread);
        Assert.Equal(
            [
                "OnlineService https://ts.mairie.example Téléservice",
                "Appointment https://rdv.mairie.example Prendre rendez-vous",
                "Form https://mairie.example/sve ",
                "Form https://mairie.example/contact ",
                "Phone +33199001234 ",
                "Phone 3939 Allô service",
                "Phone +33199005678 ",
                "Email accueil@mairie.example ",
                "Website https://mairie.example ",
                "Social https://social.example/mairie Réseau",
                "Fax +33199001235 ",
            ],
            document.Channels.Select(channel => $"{channel.Kind} {channel.Value} {channel.Label}"));
        Assert.Equal("Service gratuit + prix appel", document.Channels[4].Cost);
        Assert.True(document.Channels[6].Accessible);
    }

    [Fact]
    public async Task Read_OfTheApi_TakesMailsFlattenedAndAbsentAsNull()
    {
        var record =
            await ReadOneAsync(
                "\"adresse_courriel\":\"a@mairie.example;b@mairie.example,c@mairie.example\",\"sigle\":null,\"telephone\":null",
                isApi: true);

        Assert.Equal(
            ["a@mairie.example", "b@mairie.example", "c@mairie.example"],
            ((AdministrationDocument)record.Document).Channels.Select(channel => channel.Value));
    }

    [Theory]
    [InlineData(
        "\"pivot\":[{\"type_service_local\":\"mairie\",\"code_insee_commune\":\"69266\",\"indice_code_pivot\":\"01\"}],\"code_insee_commune\":\"\"")]
    [InlineData("\"pivot\":[{\"type_service_local\":\"mairie\",\"code_insee_commune\":[\"69266\"]}],\"code_insee_commune\":null")]
    public async Task Read_OfBothVariantsOfPivot_TakesTheSeatFromIt(string change)
    {
        var document = (AdministrationDocument)(await ReadOneAsync(change)).Document;

        Assert.Equal(["mairie"], document.Types);
        Assert.Equal("69266", document.Commune?.Value);
    }

    [Theory]
    [InlineData("01205", "01033", "COMMUNE_REPLACED")] // delegated
    [InlineData("69999", "69111", "COMMUNE_REPLACED")] // deleted
    [InlineData("69000", "69266", "COMMUNE_FROM_ADDRESS")] // never was, but the address tells
    [InlineData("", "69266", "COMMUNE_FROM_ADDRESS")]
    public async Task Read_OfACommuneOfThePast_TakesTodays(string code, string expected, string issue)
    {
        var record = await ReadOneAsync($"\"code_insee_commune\":\"{code}\",\"pivot\":[{{\"type_service_local\":\"mairie\"}}]");

        Assert.Equal(expected, ((AdministrationDocument)record.Document).Commune?.Value);
        Assert.Contains(_issues, each => each.Code == issue);
    }

    [Fact]
    public async Task Read_OfAnUnknownCommune_KeepsTheRecordWithoutOne()
    {
        var record = await ReadOneAsync("\"code_insee_commune\":\"98999\",\"adresse\":[]");

        Assert.Null(((AdministrationDocument)record.Document).Commune);
        Assert.Equal("UNKNOWN_COMMUNE", Assert.Single(_issues).Code);
    }

    [Theory]
    [InlineData("45.7667", "4.8803", 45.7667, 4.8803, null)]
    [InlineData("45,7667", "4,8803", 45.7667, 4.8803, null)]
    [InlineData("4.8803", "45.7667", 45.7667, 4.8803, "COORDINATES_SWAPPED")]
    [InlineData("", "", null, null, null)]
    [InlineData("45.7667", "", null, null, "COORDINATES_UNREADABLE")]
    [InlineData("x", "y", null, null, "COORDINATES_UNREADABLE")]
    [InlineData("0", "0", null, null, "COORDINATES_UNREADABLE")]
    [InlineData("0.0", "0.0", null, null, "COORDINATES_OUT_OF_BOUNDS")]
    [InlineData("1", "45.7667", null, null, "COORDINATES_UNREADABLE")] // a whole degree locates nothing
    [InlineData("16.0", "-61.7", null, null, "COORDINATES_OUT_OF_BOUNDS")] // Guadeloupe, for a counter in the Rhône
    [InlineData("NaN", "4.8803", null, null, "COORDINATES_UNREADABLE")]
    public async Task Read_OfCoordinates_NeverInventsAPoint(string latitude, string longitude, double? north, double? east, string? issue)
    {
        var record = await ReadOneAsync($$"""
            "adresse":[{"type_adresse":"Adresse","numero_voie":"1 rue","code_postal":"69100","nom_commune":"Villeurbanne","longitude":"{{longitude}}","latitude":"{{latitude}}"}]
            """);

        var location = Assert.Single(((AdministrationDocument)record.Document).Addresses).Location;
        Assert.Equal((north, east), (location?.Latitude, location?.Longitude));
        Assert.Equal(issue, _issues.SingleOrDefault()?.Code);
    }

    // Villeurbanne's outline is a square around its town hall, Lyon's the one beside it, and Valserhône has none.
    [Theory]
    [InlineData("69266", "45.7667", "4.8803", 1, 0, null)]
    [InlineData("69266", "45.7667", "4.8720", 1, 0, null)] // 230 m outside: the outline is simplified
    [InlineData("69266", "45.7667", "4.8500", 1, 0, "The point is 1939 m outside of 69266 Villeurbanne, in 69123 Lyon; it was kept.")]
    [InlineData("69266", "46.5000", "4.9000", 1, 0, "The point is 69497 m outside of 69266 Villeurbanne; it was kept.")]
    [InlineData("01033", "45.7667", "4.8500", 0, 1, null)]
    [InlineData("69000", "45.7667", "4.8500", 0, 1, null)] // no commune at all
    public async Task Read_OfCoordinates_ComparesThemWithTheOutlineAndKeepsThem(
        string commune, string latitude, string longitude, int compared, int notCompared, string? message)
    {
        var path = Path.Combine(_folder, "placed.json");
        await File.WriteAllTextAsync(path, $"{{\"service\":[{Document($$"""
            "code_insee_commune":"{{commune}}","adresse":[{"type_adresse":"Adresse","numero_voie":"1 rue","longitude":"{{longitude}}","latitude":"{{latitude}}"}]
            """)}]}}");
        var reader = new AnnuaireReader(
            TerritoryIndex.Build(SmallTerritories.Data with
            {
                Outlines =
                [
                    new(InseeCode.Parse("69266"), new WKTReader()
                        .Read("POLYGON((4.875 45.75, 5 45.75, 5 45.875, 4.875 45.875, 4.875 45.75))")
                        .AsBinary()),
                    new(InseeCode.Parse("69123"), new WKTReader()
                        .Read("POLYGON((4.75 45.75, 4.875 45.75, 4.875 45.875, 4.75 45.875, 4.75 45.75))")
                        .AsBinary()),
                ],
            }),
            _issues.Add);

        var record = Assert.Single(await reader.ReadAsync(path).ToListAsync());

        Assert.NotNull(Assert.Single(((AdministrationDocument)record.Document).Addresses).Location);
        Assert.Equal((compared, notCompared), (reader.Places.Checked, reader.Places.NotChecked));
        Assert.Equal(message, _issues.SingleOrDefault(issue => issue.Code == "COORDINATES_OUTSIDE_COMMUNE")?.Message);
    }

    [Fact]
    public async Task Read_OfTwoAddresses_PutsThePhysicalFirstAndKeepsCedex()
    {
        var record = await ReadOneAsync("""
            "adresse":[
              {"type_adresse":"Adresse postale","service_distribution":"CS 20001","code_postal":"69601","nom_commune":"Villeurbanne Cedex","longitude":"4.8803","latitude":"45.7667"},
              {"type_adresse":"Adresse","numero_voie":"1 rue","code_postal":"69100","nom_commune":"Villeurbanne","longitude":"4.8803","latitude":"45.7667"}]
            """);

        var addresses = ((AdministrationDocument)record.Document).Addresses;
        Assert.Equal([AddressKind.Physical, AddressKind.Postal], addresses.Select(address => address.Kind));
        Assert.Equal(("69601", "Villeurbanne Cedex", null), (addresses[1].PostalCode, addresses[1].City, addresses[1].Location));
        Assert.Equal("69266", addresses[1].Commune?.Value);
        Assert.Empty(_issues);
    }

    [Theory]
    [InlineData("1200", "Valserhône", "01200", "Valserhône", "POSTAL_CODE_MENDED")]
    [InlineData("Valserhône", "01200", "01200", "Valserhône", "POSTAL_CODE_MENDED")]
    [InlineData("9120", "Valserhône", null, "Valserhône", "POSTAL_CODE_UNREADABLE")]
    public async Task Read_OfAnOddPostalCode_MendsItOnlyWhereSure(
        string code, string city, string? expectedCode, string expectedCity, string issue)
    {
        var record = await ReadOneAsync($$"""
            "code_insee_commune":"01033","adresse":[{"type_adresse":"Adresse","numero_voie":"1 rue","code_postal":"{{code}}","nom_commune":"{{city}}"}]
            """);

        var address = Assert.Single(((AdministrationDocument)record.Document).Addresses);
        Assert.Equal((expectedCode, expectedCity), (address.PostalCode, address.City));
        Assert.Equal(issue, Assert.Single(_issues).Code);
    }

    [Theory]
    [InlineData("Lundi", "Dimanche", "00:00:00", "00:00:00", "FILLER_HOURS")]
    [InlineData("Lundi", "Lundi", "17:00:00", "14:00:00", "REVERSED_SLOT")]
    [InlineData("Vendredi", "Jeudi", "09:00:00", "12:00:00", "REVERSED_DAYS")]
    public async Task Read_OfHoursThatAreNone_KeepsTheirWords(string first, string last, string opens, string closes, string code)
    {
        var record = await ReadOneAsync($$"""
            "plage_ouverture":[{"nom_jour_debut":"{{first}}","nom_jour_fin":"{{last}}","valeur_heure_debut_1":"{{opens}}","valeur_heure_fin_1":"{{closes}}","valeur_heure_debut_2":"","valeur_heure_fin_2":"","commentaire":"1er mardi <br>du mois"}]
            """);

        var hours = ((AdministrationDocument)record.Document).OpeningHours!;
        Assert.Empty(hours.Regular);
        Assert.Contains("1er mardi du mois", Assert.Single(hours.Unread).Text, StringComparison.Ordinal);
        Assert.Contains(_issues, issue => issue.Code == code);
    }

    [Fact]
    public async Task Read_OfOverlappingSlots_LeavesTheDayUnread()
    {
        var record = await ReadOneAsync("""
            "plage_ouverture":[{"nom_jour_debut":"Lundi","nom_jour_fin":"Lundi","valeur_heure_debut_1":"09:00:00","valeur_heure_fin_1":"12:00:00","valeur_heure_debut_2":"11:00:00","valeur_heure_fin_2":"17:00:00","commentaire":""}]
            """);

        Assert.Empty(((AdministrationDocument)record.Document).OpeningHours!.Regular);
        Assert.Contains(_issues, issue => issue.Code == "OVERLAPPING_SLOTS");
    }

    [Theory]
    [InlineData("\"id\":\"\"", "MISSING_KEY")]
    [InlineData("\"id\":\"mairie-69266-01\"", "INVALID_KEY")]
    [InlineData("\"nom\":\" \"", "MISSING_NAME")]
    [InlineData("\"nom\":\"<b></b>\"", "MISSING_NAME")]
    [InlineData("\"telephone\":12", "RECORD_UNREADABLE")]
    public async Task Read_OfWhatCannotBeAnEntry_RejectsItWithItsPlace(string change, string code)
    {
        var (records, tally) = await ReadAsync(Document(change));

        Assert.Empty(records);
        Assert.Equal(new ReadTally(1, 0, 1, 0), tally);
        var issue = Assert.Single(_issues);
        Assert.Equal((ImportIssueSeverity.Rejected, code, 1L), (issue.Severity, issue.Code, issue.Place.Record));
    }

    [Fact]
    public async Task Read_OfANameTooLong_RejectsIt()
    {
        var (records, _) = await ReadAsync(Document($"\"nom\":\"{new string('a', 301)}\""));

        Assert.Empty(records);
        Assert.Equal("NAME_TOO_LONG", Assert.Single(_issues).Code);
        Assert.Equal(200, _issues[0].Excerpt!.Length);
    }

    [Fact]
    public async Task Read_OfATextTooLong_LeavesItOutWhole()
    {
        var record = await ReadOneAsync($"\"mission\":\"{new string('a', 5001)}\"");

        Assert.Null(((AdministrationDocument)record.Document).Mission);
        Assert.Equal("TEXT_TOO_LONG", Assert.Single(_issues).Code);
    }

    [Theory]
    [InlineData("\"statut_de_diffusion\":\"false\"")]
    [InlineData("\"version_type\":\"Brouillon\"")]
    public async Task Read_OfWhatIsNotToBePublished_SkipsAndReportsIt(string change)
    {
        var (records, tally) = await ReadAsync(Document(change));

        Assert.Empty(records);
        Assert.Equal(new ReadTally(1, 0, 0, 1), tally);
        Assert.Equal((ImportIssueSeverity.Skipped, "NOT_PUBLISHABLE"), (_issues[0].Severity, _issues[0].Code));
    }

    [Fact]
    public async Task Read_OfTheSameIdTwice_RejectsTheSecond()
    {
        var (records, tally) =
            await ReadAsync($"{Document("\"sigle\":\"A\"")},{Document($"\"sigle\":\"B\",\"id\":\"{Key.ToUpperInvariant()}\"")}");

        Assert.Equal("A", ((AdministrationDocument)Assert.Single(records).Document).Acronym);
        Assert.Equal(new ReadTally(2, 1, 1, 0), tally);
        Assert.Equal(("DUPLICATE_KEY", 2L), (_issues[0].Code, _issues[0].Place.Record));
    }

    [Theory]
    [InlineData("\"siret\":\"12345678901234\"", "INVALID_SIRET")]
    [InlineData("\"siren\":\"123456789\"", "INVALID_SIREN")]
    [InlineData("\"telephone\":[{\"valeur\":\"04\"}]", "PHONE_UNREADABLE")]
    [InlineData("\"adresse_courriel\":[\"accueil@\"]", "MAIL_UNREADABLE")]
    [InlineData("\"site_internet\":[{\"valeur\":\"http://www,mairie.example\"}]", "WEB_ADDRESS_UNREADABLE")]
    [InlineData("\"date_modification\":\"2025\"", "INVALID_DATE")]
    [InlineData("\"pivot\":[]", "MISSING_TYPE")]
    [InlineData("\"pivot\":[{\"type_service_local\":\"mairie\"},{\"type_service_local\":\"Été\"}]", "INVALID_TYPE")]
    public async Task Read_OfAnUnusableValue_LeavesItOutWithAWarning(string change, string code)
    {
        await ReadOneAsync(change);

        Assert.Equal((ImportIssueSeverity.Warning, code, Key), (_issues[0].Severity, _issues[0].Code, _issues[0].Key));
    }

    [Theory]
    [InlineData("\"adresse_courriel\":[\"accueil(at)mairie.example\"]", "channels", "Courriel", "accueil(at)mairie.example")]
    [InlineData("\"telephone\":[{\"valeur\":\"voir la mairie\"}]", "channels", "Téléphone", "voir la mairie")]
    [InlineData("\"telephone\":[{\"valeur\":\"01 99 00 12 34 ou le 12\"}]", "channels", "Téléphone", "01 99 00 12 34 ou le 12")] // read in part: kept whole
    [InlineData("\"telecopie\":[\"aucune\"]", "channels", "Télécopie", "aucune")]
    [InlineData("\"site_internet\":[{\"libelle\":\"\",\"valeur\":\"en construction\"}]", "channels", "Site internet", "en construction")]
    [InlineData(
        "\"adresse\":[{\"type_adresse\":\"Adresse\",\"numero_voie\":\"@\",\"code_postal\":\"69100\",\"nom_commune\":\"Villeurbanne\"}]",
        "addresses", "Ligne d'adresse", "@")]
    [InlineData(
        "\"adresse\":[{\"type_adresse\":\"Adresse\",\"numero_voie\":\"1 rue\",\"code_postal\":\"B12\",\"nom_commune\":\"Villeurbanne\"}]",
        "addresses", "Code postal", "B12")]
    public async Task Read_OfWhatNobodyCanRead_KeepsItInItsOwnWords(string change, string block, string label, string text)
    {
        var usagers = string.Join(' ', Enumerable.Repeat("Accueil des usagers au fond de la cour.", 20));

        var record =
            await ReadOneAsync(
                change.Replace("@", change.Contains("numero_voie", StringComparison.Ordinal) ? usagers : "@", StringComparison.Ordinal));

        Assert.Equal(
            new UnreadValue(block, label, text == "@" ? usagers : text), Assert.Single(((AdministrationDocument)record.Document!).Unread));
    }

    [Theory]
    [InlineData("Ministère de la justice", "Ministère de la justice")]
    [InlineData(" <b>Ministère</b>&nbsp;de l'Intérieur ", "Ministère de l'Intérieur")]
    [InlineData("La Direction de l'information légale et administrative (Premier ministre)", null)] // the publisher
    [InlineData("Direction de l’information légale et administrative", null)]
    [InlineData("", null)]
    public async Task Read_OfItsHolder_KeepsWhoIsNotThePublisher(string holder, string? attribution)
    {
        var record = await ReadOneAsync($"\"copyright\":{JsonSerializer.Serialize(holder)}");

        Assert.Equal(attribution, record.Document!.Provenance.Attribution);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_OfAHierarchy_GivesTheChildItsParentWhicheverComesFirst(bool parentFirst)
    {
        var parent = Document($"\"hierarchie\":[{{\"type_hierarchie\":\"Service Fils\",\"service\":\"{OtherKey}\"}}]");
        var child = Document($"\"id\":\"{OtherKey}\"");

        var (records, _) = await ReadAsync(parentFirst ? $"{parent},{child}" : $"{child},{parent}");

        Assert.Equal(Key, records.Single(record => record.Key == OtherKey).ParentKey);
        Assert.Null(records.Single(record => record.Key == Key).ParentKey);
        Assert.Empty(_issues);
    }

    [Fact]
    public async Task Read_OfACircle_CutsItOnce()
    {
        var one = Document($"\"hierarchie\":[{{\"type_hierarchie\":\"Service Fils\",\"service\":\"{OtherKey}\"}}]");
        var two = Document($"\"id\":\"{OtherKey}\",\"hierarchie\":[{{\"type_hierarchie\":\"Service Fils\",\"service\":\"{Key}\"}}]");

        var (records, _) = await ReadAsync($"{one},{two}");

        Assert.Single(records, record => record.ParentKey is null);
        Assert.Equal("PARENT_CYCLE", Assert.Single(_issues).Code);
    }

    [Fact]
    public async Task Read_OfATruncatedFile_GivesNoRecordAtAll()
    {
        var path = Path.Combine(_folder, "cut.json");
        await File.WriteAllTextAsync(path, $"{{\"service\":[{Document("")},\n{Document($"\"id\":\"{OtherKey}\"")[..200]}");
        var reader = new AnnuaireReader(SmallTerritories.Index, _issues.Add);
        var count = 0;

        var e = await Assert.ThrowsAsync<SourceFileException>(async () =>
        {
            await foreach (var _ in reader.ReadAsync(path))
            {
                count++;
            }
        });

        Assert.Equal(0, count);
        Assert.StartsWith("cut.json: Found the end of the file", e.Message, StringComparison.Ordinal);
        Assert.Contains("after record 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfPersonalData_LeavesNoTraceOfIt()
    {
        var record = await ReadOneAsync("""
            "affectation_personne":[{"fonction":"Maire","personne":{"prenom":"Camille","nom":"Exemplaire","adresse_courriel":["camille@mairie.example"]}}]
            """);

        Assert.DoesNotContain("amille", JsonSerializer.Serialize(record.Document as AdministrationDocument), StringComparison.Ordinal);
    }

    private async Task<SourceRecord> ReadOneAsync(string change, bool isApi = false)
    {
        var (records, _) = await ReadAsync(Document(change, isApi), isApi ? "results" : "service");
        return Assert.Single(records);
    }

    private async Task<(List<SourceRecord> Records, ReadTally Tally)> ReadAsync(string services, string array = "service")
    {
        var path = Path.Combine(_folder, "data.gouv_local.json");
        await File.WriteAllTextAsync(path, $"{{\"{array}\":[{services}]}}");
        var reader = new AnnuaireReader(SmallTerritories.Index, _issues.Add);
        var records = new List<SourceRecord>();
        await foreach (var record in reader.ReadAsync(path))
        {
            records.Add(record);
        }

        return (records, reader.Tally);
    }

    // The base record with some properties replaced; for the API each list becomes a string of JSON.
    private static string Document(string change, bool isApi = false)
    {
        var document = JsonNode.Parse($$"""
            {"id":"{{Key}}","ancien_code_pivot":"mairie-69266-01","nom":" Mairie -\u00a0Villeurbanne ","sigle":"","mission":"",
             "pivot":[{"type_service_local":"mairie","code_insee_commune":["69266"]},{"type_service_local":"msap","code_insee_commune":["69266"]}],
             "code_insee_commune":"69266","categorie":"SL","version_type":"Publiable","statut_de_diffusion":"true",
             "date_modification":"01/07/2025 08:30:00","telephone":[],"hierarchie":[],"commentaire_plage_ouverture":"",
             "adresse":[{"type_adresse":"Adresse","complement1":"Hôtel de ville","complement2":"","numero_voie":"Place de la Mairie","service_distribution":"BP 65051",
               "code_postal":"69100","nom_commune":"Villeurbanne","longitude":"4.8803","latitude":"45.7667","accessibilite":"DEM","note_accessibilite":"rampe"}]}
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{change}}}")!.AsObject().ToList())
        {
            document[name] = value?.DeepClone();
        }

        foreach (var (name, value) in document.ToList())
        {
            if (isApi && value is JsonArray)
            {
                document[name] = value.ToJsonString();
            }
        }

        return document.ToJsonString();
    }
}
