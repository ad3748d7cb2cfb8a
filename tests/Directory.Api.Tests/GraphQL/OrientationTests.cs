using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Orientation;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>From a usager's own words to the right door, one closed question at a time.</summary>
[Collection(SampleCollection.Name)]
public sealed class OrientationTests(DirectoryApi api)
{
    private const string Fields =
        """
        reformulation advice commune { code } demarche { title }
        candidates { score because demarche { id title } }
        question { key text choices { key label } }
        interlocutors { rank explanation administration { name } openState { status } recommendedChannel { kind } }
        requiredDocuments { key label situations { key } }
        memo { subject text }
        """;

    [Fact]
    public async Task Orient_FromAMessage_AsksWhatChangesTheAnswerThenSaysAll()
    {
        const string message = "Bonjour, j'ai perdu ma carte d'identité et j'habite à Villeurbanne, comment la refaire ? Merci d'avance";

        var first = await OrientAsync(new { message });
        var demarche = first.At("candidates")[0].At("demarche");
        var taken = new[] { new { question = "demarche-1", choice = demarche.Text("id") } };
        var second = await OrientAsync(new { message, answers = taken });
        var third = await OrientAsync(new { message, answers = Answers(taken, second, "france") });
        var last = await OrientAsync(new { message, answers = Answers(taken, second, "france", third, "perdue") });

        Assert.Equal("Refaire sa carte d'identité (personne majeure)", demarche.Text("title"));
        Assert.Contains("« carte »", first.At("candidates")[0].At("because")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("69266", first.Text("commune", "code"));
        Assert.Equal(
            ["Demande en France", "Demande à l'étranger", "Aucune de ces situations"], second.At("question", "choices").Strings("label"));
        Assert.Equal(["photo", "domicile", "predemande"], second.At("requiredDocuments").Strings("key"));
        Assert.Equal(JsonValueKind.Null, last.At("question").ValueKind);
        Assert.Equal(["photo", "domicile", "perte", "timbre", "passeport", "predemande"], last.At("requiredDocuments").Strings("key"));
        Assert.Equal(
            "Votre demande concerne la démarche « Refaire sa carte d'identité (personne majeure) », situation : Demande en France ; J'ai perdu ma carte, commune : Villeurbanne.",
            last.Text("reformulation"));
        Assert.StartsWith(
            "Commencez en ligne : Préparer la demande de carte d'identité (https://ants.gouv.fr).", last.Text("advice"),
            StringComparison.Ordinal);
        Assert.Contains(
            "Mairie - Villeurbanne", last.At("interlocutors").EnumerateArray().Select(item => item.Text("administration", "name")));
        Assert.Contains("- Déclaration de perte\n", last.Text("memo", "text"), StringComparison.Ordinal);
        Assert.DoesNotContain("Déclaration de vol", last.Text("memo", "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orient_WithoutACommune_AsksForItAndTakesAnyAsAnAnswer()
    {
        var id = await DemarcheAsync("carte-identite");
        var known = new[] { new { question = "situation-france", choice = "aucune" } };

        var asked = await OrientAsync(new { demarche = id, answers = known });
        var told = await OrientAsync(new { demarche = id, answers = known.Append(new { question = "commune", choice = "69266" }) });

        Assert.Equal(("commune", "Dans quelle commune habitez-vous ?"), (asked.Text("question", "key"), asked.Text("question", "text")));
        Assert.Empty(asked.At("question", "choices").EnumerateArray());
        Assert.Empty(asked.At("interlocutors").EnumerateArray());
        Assert.Equal("69266", told.Text("commune", "code"));
        Assert.NotEmpty(told.At("interlocutors").EnumerateArray());
    }

    [Fact]
    public async Task Orient_WithAPostalCodeOfSeveralCommunes_OffersThem()
    {
        var none = Enumerable.Range(1, 3).Select(round => new { question = $"demarche-{round}", choice = "aucune" });

        var named = await OrientAsync(new { message = "je suis au 69170, mairie ?", answers = none });

        Assert.Equal(JsonValueKind.Null, named.At("commune").ValueKind);
        Assert.Equal("commune", named.Text("question", "key"));
        Assert.Contains(named.At("question", "choices").EnumerateArray(), choice => choice.Text("key") == "69243");
    }

    [Fact]
    public async Task Orient_ForACounterThatIsNamed_LeadsToIt()
    {
        var answer =
            await OrientAsync(
                new { message = "Quand ouvre la mairie de Villeurbanne ?", answers = new[] { new { question = "demarche-1", choice = "aucune" } } });

        Assert.Contains(
            "Mairie - Villeurbanne", answer.At("interlocutors").EnumerateArray().Select(item => item.Text("administration", "name")));
    }

    [Fact]
    public async Task Orient_RefusingWhatIsOffered_OffersOthersAndThenSaysSo()
    {
        const string message = "permis de conduire";
        var none = Enumerable.Range(1, 3).Select(round => new { question = $"demarche-{round}", choice = "aucune" }).ToList();

        var first = await OrientAsync(new { message });
        var second = await OrientAsync(new { message, answers = none.Take(1) });
        var last = await OrientAsync(new { message, answers = none });

        Assert.Equal(("demarche-1", "De quoi s'agit-il ?"), (first.Text("question", "key"), first.Text("question", "text")));
        Assert.Equal(4, first.At("question", "choices").GetArrayLength()); // three, and none of them
        Assert.Equal("demarche-2", second.Text("question", "key"));
        Assert.Empty(
            first.At("question", "choices").Strings("key").Intersect(second.At("question", "choices").Strings("key")).Except(["aucune"]));
        Assert.Equal(JsonValueKind.Null, last.At("question").ValueKind);
        Assert.StartsWith("Pas de proposition sûre", last.Text("advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orient_WithAChoiceThatIsNone_SaysWhichThereAre()
    {
        var error = await api.ErrorAsync(
            "query ($input: OrientationInput!) { orient(input: $input) { advice } }",
            new { input = new { demarche = await DemarcheAsync("carte-identite"), answers = new[] { new { question = "situation-france", choice = "lune" } } } });

        Assert.Equal("BAD_USER_INPUT", error.Code());
        Assert.Equal(
            "« lune » n'est pas un choix de la question « Quelle est votre situation ? ». Les choix sont : france (Demande en France), etranger (Demande à l'étranger), aucune (Aucune de ces situations).",
            error.Message());
    }

    [Theory]
    [InlineData("!!! ???")]
    [InlineData("le la les")]
    [InlineData("xyzzy plugh 0612345678 a@b.fr")]
    public async Task Orient_FromWhatSaysNothing_SaysThatItIsNotSure(string message)
    {
        var answer = await OrientAsync(new { message });

        Assert.Empty(answer.At("candidates").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, answer.At("memo").ValueKind);
        Assert.StartsWith("Pas de proposition sûre", answer.Text("advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orient_FromALongMail_FindsWhatItIsAbout()
    {
        var chatter = string.Concat(Enumerable.Repeat("Il fait très beau chez nous en ce moment et le jardin est magnifique. ", 20));

        var answer =
            await OrientAsync(
                new { message = $"Madame, Monsieur, je souhaite faire refaire mon passeport avant les vacances. {chatter} Cordialement" });

        Assert.Contains(
            answer.At("candidates").EnumerateArray(),
            item => item.Text("demarche", "title").Contains("passeport", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ContactReasons_Always_AreFewWithStableIdsThatLeadBackToThem()
    {
        var reasons = (await api.DataAsync("{ contactReasons { id label children { id label children { id } } } }")).At("contactReasons");
        var ids = reasons.Strings("id").Concat(reasons.EnumerateArray().SelectMany(reason => reason.At("children").Strings("id"))).ToList();

        var nodes =
            (await api.DataAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ContactReason { label } } }", new { ids })).At(
                "nodes");

        Assert.InRange(reasons.GetArrayLength(), 5, ContactReason.Most);
        Assert.Equal(ids, nodes.Strings("id"));
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(nodes.EnumerateArray(), node => Assert.NotEmpty(node.Text("label")));
    }

    private static IEnumerable<object> Answers(IEnumerable<object> before, params object[] asked) => before.Concat(
        asked.Chunk(2).Select(pair => (object)new { question = ((JsonElement)pair[0]).Text("question", "key"), choice = (string)pair[1] }));

    private Task<Guid> DemarcheAsync(string key) => api.IdAsync($"demarche-{key}");

    private async Task<JsonElement> OrientAsync(object input) =>
        (await api.DataAsync($"query ($input: OrientationInput!) {{ orient(input: $input) {{ {Fields} }} }}", new { input })).At("orient");
}
