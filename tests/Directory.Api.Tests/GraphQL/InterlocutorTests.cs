using System.Diagnostics.Metrics;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>Whom to turn to, as partners and support agents ask it.</summary>
public sealed class InterlocutorTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private const string Fields =
        "outcome explanation commune { code } choices { code name } interlocutors { rank reason explanation distanceMeters administration { name } serviceType { code } recommendedChannel { kind value } openState { status } }";

    [Fact]
    public async Task Interlocutors_ForAServiceTypeAndACommune_AreCompetentAndExplained()
    {
        var answer = await AskAsync("serviceType: \"mairie\", commune: \"69266\"");

        Assert.Equal("FOUND", answer.Text("outcome"));
        Assert.Equal(
            "Pour Villeurbanne, adressez-vous d'abord à : Mairie - Villeurbanne (3 interlocuteurs possibles).", answer.Text("explanation"));
        var first = answer.GetProperty("interlocutors")[0];
        Assert.Equal(
            ("COMMUNE", "Service compétent pour Villeurbanne.", "mairie", "OPEN"),
            (first.Text("reason"), first.Text("explanation"), first.Text("serviceType", "code"), first.Text("openState", "status")));
        Assert.NotEqual(JsonValueKind.Null, first.GetProperty("recommendedChannel").ValueKind);
    }

    [Fact]
    public async Task Interlocutors_OfADemarche_AreThoseOfItsServiceTypes()
    {
        var demarche = (await api.DataAsync("{ demarches(filter: {handledBy: \"mairie\"}, first: 1) { nodes { id } } }"))
            .At("demarches", "nodes")[0].Text("id");

        var byQuery = await AskAsync($"demarche: \"{demarche}\", commune: \"69266\"");
        var byField = (await api.DataAsync(
            $"{{ demarche(id: \"{demarche}\") {{ interlocutors(commune: \"69266\") {{ {Fields} }} }} }}")).At("demarche", "interlocutors");

        Assert.Equal("FOUND", byQuery.Text("outcome"));
        Assert.Contains(
            byQuery.GetProperty("interlocutors").EnumerateArray(), item => item.Text("administration", "name") == "Mairie - Villeurbanne");
        Assert.Equal(byQuery.GetRawText(), byField.GetRawText());
    }

    [Fact]
    public async Task Interlocutors_OfADemarcheWithItsOwnCounter_PutThatOneFirst()
    {
        var (demarche, office) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await api.PublishAsync(
            [
                Publication(demarche, new DemarcheDocument
                {
                    Title = "Faire une démarche très particulière",
                    Responsible = new ResponsibleUnit("Bureau des démarches particulières"),
                    Audiences = [Audience.Individuals],
                    HandledBy = ["mairie"],
                    Provenance = new Provenance { Source = Sources.Local.Code },
                }),
                Publication(office, A.Mairie("Guichet unique de la démarche") with
                {
                    ExternalIds = [],
                    Competences = [new Competence { ServiceType = "mairie", Demarche = demarche, Departements = ["69"] }],
                }),
            ]);
        await api.UntilNamedAsync(office, "Guichet unique de la démarche");

        var answer = await AskAsync($"demarche: \"{demarche}\", commune: \"69266\"");
        var entry =
            (await api.DataAsync("query ($id: ID!) { node(id: $id) { ... on Entry { responsible { name } } } }", new { id = demarche })).At(
                "node");

        Assert.Equal("Bureau des démarches particulières", entry.Text("responsible", "name"));
        var other = await AskAsync("serviceType: \"mairie\", commune: \"69266\"");

        Assert.Equal(
            ["Guichet unique de la démarche", "Mairie - Villeurbanne"],
            answer.GetProperty("interlocutors").EnumerateArray().Take(2).Select(item => item.Text("administration", "name")));
        Assert.Equal(
            "Service compétent pour tout le département (Rhône), pour cette démarche en particulier.",
            answer.GetProperty("interlocutors")[0].Text("explanation"));
        Assert.DoesNotContain(
            other.GetProperty("interlocutors").EnumerateArray(),
            item => item.Text("administration", "name") == "Guichet unique de la démarche");
    }

    [Fact]
    public async Task Interlocutors_OfACase_AreThoseThatHandleIt()
    {
        var demarche = Guid.CreateVersion7();
        await api.PublishAsync(
            [
                Publication(demarche, new DemarcheDocument
                {
                    Title = "Déclarer un cerf-volant",
                    Audiences = [Audience.Individuals],
                    HandledBy = ["mairie", "prefecture"],
                    Situations = [new("petit", "Petit"), new("grand", "Grand") { HandledBy = ["prefecture"] }, new("loin", "Loin d'ici")],
                    Contacts = [new(ContactScope.Abroad, "Consulat") { Situations = ["loin"] }],
                    Provenance = new Provenance { Source = Sources.Local.Code },
                }),
            ]);
        await DirectoryApi.UntilAsync(
            async () =>
                (await api.DataAsync("query ($id: ID!) { node(id: $id) { id } }", new { id = demarche })).At("node").ValueKind != JsonValueKind.Null);

        Assert.Equal(["mairie", "prefecture"], await TypesAsync(""));
        Assert.Equal(["mairie"], await TypesAsync(", situation: \"petit\""));
        Assert.Equal(["prefecture"], await TypesAsync(", situation: \"grand\"")); // not those of everyone, since it names its own
        Assert.Empty(await TypesAsync(", situation: \"loin\""));
        Json.AssertEqual(
            """{ "outcome": "CONTACT_ONLY", "explanation": "Adressez-vous à : Consulat. Aucun guichet de l'annuaire ne traite ce cas.", "contacts": [{ "label": "Consulat", "role": "HANDLES", "situations": [{ "key": "loin" }] }] }""",
            (await api.DataAsync(
                $"{{ interlocutors(demarche: \"{demarche}\", commune: \"69266\", situation: \"loin\") {{ outcome explanation contacts {{ label role situations {{ key }} }} }} }}"))
            .At("interlocutors"));
        var situations = (await api.DataAsync(
            "query ($id: ID!) { demarche(id: $id) { situations { handledBy { code } } interlocutors(commune: \"69266\", situation: \"petit\") { interlocutors { serviceType { code } } } } }",
            new { id = demarche })).At("demarche");
        Assert.Equal(0, situations.GetProperty("situations")[0].GetProperty("handledBy").GetArrayLength());
        Assert.Equal("prefecture", situations.GetProperty("situations")[1].GetProperty("handledBy")[0].Text("code"));
        Assert.Equal("mairie", situations.At("interlocutors", "interlocutors")[0].Text("serviceType", "code"));
        var unknown =
            await api.ErrorAsync($"{{ interlocutors(demarche: \"{demarche}\", commune: \"69266\", situation: \"lune\") {{ outcome }} }}");
        Assert.Equal(("BAD_USER_INPUT", "situation"), (unknown.Code(), unknown.GetProperty("extensions").Text("argument")));
        Assert.Contains("n'a pas de situation « lune »", unknown.Text("message"), StringComparison.Ordinal);

        // Orientation asks for the case, since it tells where to go.
        var asked = await OrientAsync([]);
        Assert.Equal(["petit", "grand", "loin", "aucune"], asked.At("question", "choices").Strings("key"));
        Assert.Equal(
            "mairie",
            (await OrientAsync([new { question = "situation-petit", choice = "petit" }])).At("interlocutors")[0].Text(
                "serviceType", "code"));
        Assert.Equal(
            "prefecture",
            (await OrientAsync([new { question = "situation-petit", choice = "grand" }])).At("interlocutors")[0].Text(
                "serviceType", "code"));

        async Task<JsonElement> OrientAsync(object[] answers) => (await api.DataAsync(
            "query ($input: OrientationInput!) { orient(input: $input) { question { choices { key } } interlocutors { serviceType { code } } } }",
            new { input = new { demarche, commune = "69266", answers } })).At("orient");

        async Task<List<string>> TypesAsync(string argument) =>
        [
            .. (await AskAsync($"demarche: \"{demarche}\", commune: \"69266\"{argument}")).GetProperty("interlocutors").EnumerateArray()
                .Select(item => item.Text("serviceType", "code")!).Distinct(),
        ];
    }

    [Fact]
    public async Task Interlocutors_FromAPostalCodeOfSeveralCommunes_AskWhichOnlyWhereItMatters()
    {
        var shared = SharedPostalCode();

        var differs = await AskAsync($"serviceType: \"mairie\", postalCode: \"{shared.Code}\"");
        var same = await AskAsync($"serviceType: \"prefecture\", postalCode: \"{shared.Code}\"");

        Assert.Equal("CHOOSE_COMMUNE", differs.Text("outcome"));
        Assert.Equal($"Le code postal {shared.Code} est celui de plusieurs communes : demandez laquelle.", differs.Text("explanation"));
        Assert.Equal(shared.Communes, differs.GetProperty("choices").Strings("code").Order(StringComparer.Ordinal));
        Assert.Equal(0, differs.GetProperty("interlocutors").GetArrayLength());
        Assert.Equal("FOUND", same.Text("outcome"));
        Assert.Contains(
            $"La réponse est la même pour les {shared.Communes.Length} communes", same.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interlocutors_WhereNobodyIsKnown_SaySoAndTheGapIsCounted()
    {
        var gaps = new List<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "directory.competence.gaps")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (gaps)
            {
                gaps.AddRange(tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            }
        });
        listener.Start();

        var answer = await AskAsync("serviceType: \"sde\", commune: \"69266\"");

        Assert.Equal("NOBODY", answer.Text("outcome"));
        Assert.Equal(
            "Aucun interlocuteur n'est connu pour Villeurbanne. Ce manque est noté pour être corrigé.", answer.Text("explanation"));
        lock (gaps)
        {
            Assert.Equal(["departement=69", "outcome=Nobody"], gaps);
        }
    }

    [Fact]
    public async Task Interlocutors_FromAPostalCodeThatNoCommuneHas_SaysSo()
    {
        var answer = await AskAsync("serviceType: \"mairie\", postalCode: \"00000\"");

        Assert.Equal(
            ("NOBODY", "Aucune commune n'a le code postal 00000. Vérifiez-le."), (answer.Text("outcome"), answer.Text("explanation")));
    }

    [Theory]
    [InlineData("serviceType: \"mairie\"", "commune")]
    [InlineData("serviceType: \"mairie\", commune: \"69266\", postalCode: \"69100\"", "commune")]
    [InlineData("commune: \"69266\"", "demarche")]
    [InlineData("demarche: \"x\", serviceType: \"mairie\", commune: \"69266\"", "demarche")]
    [InlineData("demarche: \"x\", commune: \"69266\"", "demarche")]
    [InlineData("serviceType: \"nonsense\", commune: \"69266\"", "serviceType")]
    [InlineData("serviceType: \"mairie\", commune: \"69266\", situation: \"petit\"", "situation")]
    [InlineData("serviceType: \"mairie\", commune: \"69999\"", "commune")]
    [InlineData("serviceType: \"mairie\", commune: \"x\"", "commune")]
    [InlineData("serviceType: \"mairie\", postalCode: \"691\"", "postalCode")]
    [InlineData("serviceType: \"mairie\", commune: \"69266\", first: 51", "first")]
    public async Task Interlocutors_AskedWrongly_SayWhatIsWrong(string arguments, string argument)
    {
        var error = await api.ErrorAsync($"{{ interlocutors({arguments}) {{ outcome }} }}");

        Assert.Equal("BAD_USER_INPUT", error.Code());
        Assert.Equal(argument, error.GetProperty("extensions").Text("argument"));
    }

    private async Task<JsonElement> AskAsync(string arguments) =>
        (await api.DataAsync($"{{ interlocutors({arguments}) {{ {Fields} }} }}")).GetProperty("interlocutors");

    private static Publication Publication(Guid id, EntryDocument document) =>
        new(id, document.Kind, 0, new ReadOnlyMemory<byte>(DocumentJson.Write(document)), true);

    // A postal code that several communes of the small country share.
    private static (string Code, string[] Communes) SharedPostalCode()
    {
        var territories = TerritoryIndex.Build(SmallFrance.Data);
        return territories.Communes.ToArray()
            .Where(commune => commune.IsStanding)
            .SelectMany(commune => commune.PostalCodes.Select(code => (code, commune.Code.Value)))
            .GroupBy(pair => pair.code, pair => pair.Value)
            .Where(group => group.Count() > 1 && group.All(code => code.StartsWith("69", StringComparison.Ordinal)))
            .Select(group => (group.Key, group.Order(StringComparer.Ordinal).ToArray()))
            .First();
    }
}
