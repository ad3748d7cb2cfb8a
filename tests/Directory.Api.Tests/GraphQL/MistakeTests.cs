using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>The mistakes that newcomers make, and what they are told.</summary>
[Collection(SampleCollection.Name)]
public sealed class MistakeTests(DirectoryApi api)
{
    [Theory]
    [InlineData(
        "{ administrations { nodes { openState { state } } } }", "GRAPHQL_VALIDATION_FAILED",
        "\"OpenState\" has no field \"state\". Did you mean \"status\"?")]
    [InlineData(
        "{ administrations(filter: {type: \"mairie\"}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED",
        "\"AdministrationFilter\" has no field \"type\". Did you mean \"types\"?")]
    [InlineData(
        "{ administrations { nodes { openState } } }", "GRAPHQL_VALIDATION_FAILED",
        "\"openState\" is of type \"OpenState!\": select some of its fields, as in \"openState { … }\".")]
    [InlineData(
        "{ administrations(filter: {serves: \"Villeurbanne\"}) { totalCount } }", "BAD_USER_INPUT",
        "« Villeurbanne » n'est pas un code INSEE de commune : il a cinq caractères, par exemple 69266 ou 2A004. Pour le trouver : communes(by: { name }) par nom, communes(by: { postalCode }) par code postal.")]
    [InlineData(
        "{ commune(code: \"2A04\") { name } }", "BAD_USER_INPUT",
        "« 2A04 » n'est pas un code INSEE de commune : il a cinq caractères, par exemple 69266 ou 2A004. Pour le trouver : communes(by: { name }) par nom, communes(by: { postalCode }) par code postal.")]
    // A postal code reads like an INSEE code. Answering with the préfecture alone, or with nothing, would mislead.
    [InlineData(
        "{ administrations(filter: {serves: \"69100\"}) { totalCount } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 69100 ». C'est un code postal, celui de : Villeurbanne (code INSEE 69266).")]
    [InlineData(
        "{ administrations(filter: {commune: \"69170\"}) { totalCount } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 69170 ». C'est un code postal, celui de : Affoux (code INSEE 69001), Tarare (code INSEE 69243).")]
    [InlineData(
        "{ administrations(near: {commune: \"69100\"}) { totalCount } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 69100 ». C'est un code postal, celui de : Villeurbanne (code INSEE 69266).")]
    [InlineData(
        "{ commune(code: \"69100\") { name } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 69100 ». C'est un code postal, celui de : Villeurbanne (code INSEE 69266).")]
    [InlineData(
        "{ serviceTypes { administrations(commune: \"69100\") { totalCount } } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 69100 ». C'est un code postal, celui de : Villeurbanne (code INSEE 69266).")]
    [InlineData(
        "{ administrations(filter: {serves: \"99999\"}) { totalCount } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 99999 ».")]
    [InlineData(
        "{ administrations(filter: {departement: \"Rhône\"}) { totalCount } }", "BAD_USER_INPUT",
        "Ce département n'existe pas : « Rhône ». Les codes sont par exemple 69, 2A ou 974.")]
    [InlineData(
        "{ administrations(filter: {region: \"69\"}) { totalCount } }", "BAD_USER_INPUT",
        "Cette région n'existe pas : « 69 ». Les codes INSEE sont 03, 84.")]
    [InlineData(
        "{ administrations(filter: {departement: \"departement-\"}) { totalCount } }", "BAD_USER_INPUT",
        "Ce département n'existe pas : «  ». Les codes sont par exemple 69, 2A ou 974.")]
    [InlineData(
        "{ communes(by: {postalCode: \"69\"}) { totalCount } }", "BAD_USER_INPUT",
        "« 69 » n'est pas un code postal : il a cinq chiffres, par exemple 69100.")]
    [InlineData(
        "{ administrations(first: 500) { totalCount } }", "BAD_USER_INPUT",
        "« first » vaut 500 : il doit être compris entre 0 et 100. Si la liste a des pages, « after » mène à la suivante.")]
    [InlineData(
        "{ administrations(first: -1) { totalCount } }", "BAD_USER_INPUT",
        "« first » vaut -1 : il doit être compris entre 0 et 100.")]
    [InlineData(
        "{ communes(by: {name: \"a\"}, first: 500) { totalCount } }", "BAD_USER_INPUT",
        "« first » vaut 500 : il doit être compris entre 0 et 100. Si la liste a des pages, « after » mène à la suivante.")]
    [InlineData(
        "{ administrations(filter: {types: [\"mairies\"]}) { totalCount } }", "BAD_USER_INPUT",
        "Aucun type de service n'a le code « mairies » : la requête { serviceTypes { code label } } les donne tous.")]
    [InlineData(
        "{ commune(code: \"69266\") { administrations(serviceType: \"Mairie\") { totalCount } } }", "BAD_USER_INPUT",
        "Aucun type de service n'a le code « Mairie » : la requête { serviceTypes { code label } } les donne tous.")]
    [InlineData(
        "{ changes(first: 1001) { endCursor } }", "BAD_USER_INPUT",
        "« first » vaut 1001 : il doit être compris entre 1 et 1000.")]
    [InlineData(
        "{ changes(after: \"-1\") { endCursor } }", "CURSOR_INVALID",
        "« after » n'est pas un curseur de ce flux : reprenez un « endCursor » tel que reçu, ou rien pour commencer.")]
    [InlineData("mutation { delete }", "GRAPHQL_VALIDATION_FAILED", "\"Mutation\" has no field \"delete\".")]
    [InlineData("subscription { changes }", "GRAPHQL_VALIDATION_FAILED", "The schema offers no subscriptions.")]
    // Dates that no calendar has, ranges that end before they begin.
    [InlineData(
        "{ administrations(first: 1) { nodes { openingHours { days(from: \"2026-02-30\") { date } } } } }", "GRAPHQL_VALIDATION_FAILED",
        "« 2026-02-30 » n'est pas une date du calendrier : écrivez par exemple 2026-03-02.")]
    [InlineData(
        "{ administrations(filter: {openAt: \"demain\"}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED",
        "« demain » n'est pas un instant avec son décalage : écrivez par exemple 2026-03-02T09:00:00+01:00.")]
    [InlineData(
        "{ communes(by: {near: {latitude: 95, longitude: 2}}) { totalCount } }", "BAD_USER_INPUT",
        "Ce point n'est pas sur la Terre : la latitude va de -90 à 90, la longitude de -180 à 180.")]
    [InlineData(
        "{ communes(by: {departement: \"Rhône\"}) { totalCount } }", "BAD_USER_INPUT",
        "Ce département n'existe pas : « Rhône ». Les codes sont par exemple 69, 2A ou 974.")]
    [InlineData(
        "{ communes(by: {name: \"a\"}, after: \"x\") { totalCount } }", "CURSOR_INVALID",
        "« after » n'est pas un curseur : reprenez celui d'une page de la même liste, tel que reçu.")]
    [InlineData(
        "{ administrations(filter: {epci: \"69\"}) { totalCount } }", "BAD_USER_INPUT",
        "Aucune intercommunalité n'a le numéro SIREN « 69 » : il a neuf chiffres, par exemple 200046977.")]
    [InlineData(
        "{ administrations(filter: {postalCode: \"69999\"}) { totalCount } }", "BAD_USER_INPUT",
        "Aucune commune n'a le code postal « 69999 » : un code CEDEX est celui d'un destinataire, donnez celui de la commune.")]
    [InlineData(
        "{ administrations(filter: {communes: [\"69266\", \"99999\"]}) { totalCount } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 99999 ».")]
    [InlineData(
        "{ administrations(filter: {boundingBox: {south: 46, west: 4, north: 45, east: 5}}) { totalCount } }", "BAD_USER_INPUT",
        "Ce rectangle n'est pas sur la Terre : « south » et « north » vont de -90 à 90, le premier n'étant pas plus grand que le second ; « west » et « east » vont de -180 à 180.")]
    [InlineData(
        "{ administrations(filter: {externalIds: [{scheme: \"INSEE\", value: \"1\"}]}) { totalCount } }", "BAD_USER_INPUT",
        "Aucun répertoire ne s'appelle « INSEE » : « scheme » est un texte parmi \"DILA_ANNUAIRE\", \"DILA_PIVOT\", \"DILA_FICHE\", \"SIREN\", \"SIRET\", \"SAMPLE\".")]
    [InlineData(
        "{ demarches(filter: {theme: \"N0\"}) { totalCount } }", "BAD_USER_INPUT",
        "Aucune démarche n'est classée sous le thème « N0 » : la requête { themes { id label } } les donne tous.")]
    [InlineData(
        "{ demarches(filter: {lifeEvent: \"mars\"}) { totalCount } }", "BAD_USER_INPUT",
        "Aucune démarche n'est liée à l'événement « mars » : la requête { lifeEvents { id label } } les donne tous.")]
    [InlineData(
        "{ interlocutors(demarche: \"lune\", commune: \"69266\") { outcome } }", "BAD_USER_INPUT",
        "Aucune démarche n'a l'identifiant « lune » : search(query:) ou demarche(externalId:) le trouvent.")]
    [InlineData(
        "{ interlocutors(serviceType: \"mairie\") { outcome } }", "BAD_USER_INPUT",
        "Donnez soit « commune », soit « postalCode », mais pas les deux.")]
    [InlineData("{ search(query: \" \") { totalCount } }", "QUERY_EMPTY",
        "La recherche est vide : saisissez au moins un mot, par exemple « passeport » ou « mairie de Brest ».")]
    [InlineData("{ search(query: \"a\", after: \"x\") { totalCount } }", "CURSOR_INVALID",
        "Le curseur n'est pas celui d'une page de cette recherche : reprenez à la première page.")]
    [InlineData(
        "{ changes(after: \"999999999\") { endCursor } }", "CURSOR_AHEAD",
        "« after » est plus loin que ce qui est publié, ou d'un autre annuaire : celui-ci a été rétabli depuis une sauvegarde. Refaites votre copie, sans « after » pour commencer.")]
    [InlineData(
        "{ administrations(after: \"x\") { totalCount } }", "CURSOR_INVALID",
        "« after » n'est pas un curseur : reprenez celui d'une page de la même liste, tel que reçu.")]
    [InlineData(
        "{ demarches(after: \"x\") { totalCount } }", "CURSOR_INVALID",
        "« after » n'est pas un curseur : reprenez celui d'une page de la même liste, tel que reçu.")]
    [InlineData(
        "{ administration(externalId: {scheme: \"INSEE\", value: \"1\"}) { name } }", "BAD_USER_INPUT",
        "Aucun répertoire ne s'appelle « INSEE » : « scheme » est un texte parmi \"DILA_ANNUAIRE\", \"DILA_PIVOT\", \"DILA_FICHE\", \"SIREN\", \"SIRET\", \"SAMPLE\".")]
    [InlineData(
        "{ demarche(externalId: {scheme: \"siret\", value: \"1\"}) { title } }", "BAD_USER_INPUT",
        "Aucun répertoire ne s'appelle « siret » : « scheme » est un texte parmi \"DILA_ANNUAIRE\", \"DILA_PIVOT\", \"DILA_FICHE\", \"SIREN\", \"SIRET\", \"SAMPLE\".")]
    [InlineData("{ search(query: \"a\", kinds: [SERVICE_TYPE]) { totalCount } }", "GRAPHQL_VALIDATION_FAILED",
        "The value of \"kinds\" is not a value of \"SearchKind\": SERVICE_TYPE.")]
    [InlineData("{ orient(input: {message: \" \"}) { advice } }", "BAD_USER_INPUT",
        "Donnez le message de l'usager, ou la démarche si elle est connue.")]
    [InlineData("{ orient(input: {message: \"passeport\", commune: \"00000\"}) { advice } }", "BAD_USER_INPUT",
        "Cette commune n'existe pas : aucune n'a le code INSEE « 00000 ».")]
    [InlineData("{ orient(input: {demarche: \"lune\"}) { advice } }", "BAD_USER_INPUT",
        "Aucune démarche n'a l'identifiant « lune » : search(query:) ou demarche(externalId:) le trouvent.")]
    [InlineData("mutation { reportProblem(input: {entry: \"lune\", reason: WRONG}) { reference } }", "BAD_USER_INPUT",
        "Rien n'est publié sous l'identifiant « lune » : donnez l'« id » d'une administration, d'une démarche ou d'un type de service.")]
    public async Task Question_WithACommonMistake_IsToldWhatWouldBeRight(string query, string code, string message)
    {
        var errors = (await api.AskAsync(query)).At("errors").EnumerateArray().ToList();

        Assert.All(errors, error => Assert.Equal((code, message), (error.Code(), error.Message())));
    }

    [Theory]
    [InlineData(
        "query ($v: String!) { search(query: $v) { totalCount } }", "QUERY_TOO_LONG",
        "La recherche compte 10000 caractères, le maximum est de 200")]
    [InlineData(
        "query ($v: String!) { suggest(prefix: $v) { label } }", "QUERY_TOO_LONG",
        "La recherche compte 10000 caractères, le maximum est de 200")]
    [InlineData(
        "query ($v: String!) { communes(by: {name: $v}) { totalCount } }", "BAD_USER_INPUT",
        "« name » compte 10000 caractères, le maximum est de 200")]
    [InlineData(
        "query ($v: String!) { administrations(filter: {name: $v}) { totalCount } }", "BAD_USER_INPUT",
        "« name » compte 10000 caractères, le maximum est de 200")]
    [InlineData(
        "query ($v: String!) { orient(input: {message: $v}) { advice } }", "BAD_USER_INPUT",
        "Le message compte 10000 caractères, le maximum est de 5000")]
    [InlineData(
        "query ($v: String!) { commune: administrations(after: $v) { totalCount } }", "CURSOR_INVALID", "« after » n'est pas un curseur")]
    [InlineData("query ($v: ID!) { commune(code: $v) { code } }", "BAD_USER_INPUT", "n'est pas un code INSEE de commune")]
    public async Task Question_OfTenThousandCharacters_IsToldWhatIsTooMuch(string query, string code, string message)
    {
        var error = await api.ErrorAsync(query, new { v = new string('é', 10_000) });

        Assert.Equal(code, error.Code());
        Assert.Contains(message, error.Message(), StringComparison.Ordinal);
        Assert.InRange(error.Message().Length, 1, 400);
    }

    [Theory]
    [InlineData("from", "2026-02-29", "« 2026-02-29 » n'est pas une date du calendrier : écrivez par exemple 2026-03-02.")]
    [InlineData("from", "1066-10-14", "Le premier jour demandé est hors du calendrier : « from » doit être entre 1950 et 2150.")]
    [InlineData("from", "2026-03-02T08:00", "« 2026-03-02T08:00 » n'est pas une date du calendrier : écrivez par exemple 2026-03-02.")]
    public async Task Question_WithAWrongDateInAVariable_SaysSoInFrench(string argument, string date, string message)
    {
        var errors = (await api.AskAsync(
            $"query ($d: Date!) {{ administrations(first: 1) {{ nodes {{ openingHours {{ days({argument}: $d) {{ date }} }} }} }} }}",
            new { d = date }))
            .At("errors");

        Assert.Equal(("BAD_USER_INPUT", message), (errors[0].Code(), errors[0].Message()));
    }

    [Fact]
    public async Task Question_WithAReversedRange_SaysWhichDayComesFirst()
    {
        var errors = (await api.AskAsync(
            "{ administrations(first: 1) { nodes { openingHours { exceptions(from: \"2026-05-02\", to: \"2026-05-01\") { from } } } } }")).At("errors");

        Assert.Equal(
            ("BAD_USER_INPUT", "La fin (2026-05-01) précède le début (2026-05-02) : « to » doit être « from » ou un jour suivant."),
            (errors[0].Code(), errors[0].Message()));
    }

    [Theory]
    [InlineData("975")] // Saint-Pierre-et-Miquelon has no département, and administrations stand there all the same
    [InlineData("988")]
    public async Task Filter_ByAnOverseasCollectivity_IsAccepted(string code)
    {
        var data = await api.DataAsync("query ($code: ID!) { administrations(filter: {departement: $code}) { totalCount } }", new { code });

        Json.AssertEqual("""{ "administrations": { "totalCount": 0 } }""", data);
    }

    [Fact]
    public async Task Questions_OneOfThemWrong_TakesNothingFromTheOthers()
    {
        var answer = await api.AskAsync(
            "{ few: administrations(first: 500) { totalCount } search(query: \"\") { totalCount } commune(code: \"69266\") { name } regions { code } }");

        Json.AssertEqual(
            """{ "few": null, "search": null, "commune": { "name": "Villeurbanne" }, "regions": [{ "code": "03" }, { "code": "84" }] }""",
            answer.GetProperty("data"));
        Assert.Equal(["few", "search"], answer.GetProperty("errors").EnumerateArray().Select(error => error.At("path")[0].GetString()));
    }

    [Fact]
    public async Task Question_WithALongWrongValue_IsNotRepeatedWhole()
    {
        var error = await api.ErrorAsync(
            "query ($type: ID!) { administrations(filter: {types: [$type]}) { totalCount } }", new { type = new string('x', 5000) });

        Assert.Contains($"« {new string('x', 40)}… »", error.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_ItsQuery_AnswersAsItSays()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(PublicDirectory.Testing.Repository.Root, "README.md"));
        var query = readme.Split("```graphql\n")[1].Split("```")[0];

        var data = await api.DataAsync(query);

        Json.AssertEqual(readme.Split("```json\n")[1].Split("```")[0], data);
    }

    [Fact]
    public async Task Readme_ItsCurlExample_IsARequestThatIsAnswered()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(PublicDirectory.Testing.Repository.Root, "README.md"));
        var body = readme.Split("-d '")[1].Split('\'')[0];

        using var response = await api.Client.PostAsync(
            "/graphql", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var answer = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        Assert.NotEmpty(answer.At("data", "administrations", "nodes").EnumerateArray());
    }
}
