using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Pages;

/// <summary>« Signaler une erreur »: from the page of a service into the queue, by whoever reads it and nobody else's page.</summary>
public sealed class ReportPageTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    [Fact]
    public async Task Problem_FromThePageOfAService_IsKeptUnderAReferenceThatTheNextPageSays()
    {
        using var client = await StartAsync();
        var mairie = await api.IdAsync("mairie-69266");
        var counter = await client.GetStringAsync(new Uri($"/guichets/mairie-villeurbanne-{mairie:N}", UriKind.Relative));
        Assert.Contains($"<a href=\"/signaler?fiche={mairie:N}\">Signaler une erreur</a>", counter, StringComparison.Ordinal);
        var form = await client.GetAsync(new Uri($"/signaler?fiche={mairie:N}", UriKind.Relative));
        Assert.Contains("noindex", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", form.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var answer = await SendAsync(client, mairie, ("quoi", "horaires"), ("message", " Fermé <b>le</b> lundi. "), ("courriel", "ana@exemple.fr"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var receipt = answer.Headers.Location!.OriginalString;
        Assert.Matches("^/signaler/recu\\?reference=SIG-[0-9A-Z]{4}-[0-9A-Z]{4}$", receipt);
        Assert.Contains(receipt.Split('=')[1], await client.GetStringAsync(new Uri(receipt, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(
            $"{mairie} public wrong openingHours {receipt.Split('=')[1]} Fermé <b>le</b> lundi. ana@exemple.fr",
            await ScalarAsync(
                """
                select concat_ws(' ', r.entry_id, r.origin, r.code, r.block, r.reference, s.message, s.email)
                from issue_reports r join issue_statements s on s.report_id = r.id where s.email = 'ana@exemple.fr'
                """));

        // Nothing of another's making is said on our page.
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/signaler/recu?reference=Appelez+le+0899", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Form_ThatDoesNotFit_ComesBackAsTyped_AndNothingIsKept()
    {
        using var client = await StartAsync();
        var mairie = await api.IdAsync("mairie-69266");
        var before = await ScalarAsync("select count(*)::text from issue_reports");
        (string Says, (string, string)[] Fields)[] cases =
        [
            ("Choisissez ce qui ne va pas.", []),
            ("Choisissez ce qui ne va pas.", [("quoi", "n'importe")]),
            ("Dites en quelques mots ce qui ne va pas.", [("quoi", "autre"), ("message", " ")]),
            ("Le message compte 2001 caractères", [("quoi", "autre"), ("message", new string('a', 2001))]),
            ("L'adresse de courriel n'est pas complète", [("quoi", "horaires"), ("courriel", "ana@")]),
            ("Un champ qui doit rester vide", [("quoi", "horaires"), ("ne-pas-remplir", "http://x.example")]),
        ];
        foreach (var (says, fields) in cases)
        {
            var answer = await SendAsync(client, mairie, fields);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Equal((says, HttpStatusCode.UnprocessableEntity), (says, answer.StatusCode));
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Contains(says, page, StringComparison.Ordinal);
            Assert.All(fields.Where(field => field.Item1 is "courriel"), field => Assert.Contains($"value=\"{field.Item2}\"", page, StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(client, Guid.NewGuid(), ("quoi", "horaires"))).StatusCode);
        using var text = new StringContent("quoi=horaires");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(new Uri("/signaler", UriKind.Relative), text)).StatusCode);
        using var large = new FormUrlEncodedContent([new("fiche", $"{mairie:N}"), new("message", new string('a', 40_000))]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync(new Uri("/signaler", UriKind.Relative), large)).StatusCode);
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 20).Select(i => KeyValuePair.Create($"f{i}", "x")));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new Uri("/signaler", UriKind.Relative), many)).StatusCode);
        Assert.Equal(before, await ScalarAsync("select count(*)::text from issue_reports"));
    }

    [Fact]
    public async Task Form_OfAnotherSitesPage_IsRefused()
    {
        using var client = await StartAsync();
        var mairie = await api.IdAsync("mairie-69266");
        (string Header, string Value, bool IsTaken)[] cases =
        [
            ("Sec-Fetch-Site", "same-origin", true), ("Sec-Fetch-Site", "cross-site", false), ("Sec-Fetch-Site", "same-site", false), ("Sec-Fetch-Site", "none", true),
            ("Origin", "http://localhost", true), ("Origin", "null", true), ("Origin", "https://ailleurs.example", false), ("Origin", "n'importe", false),
        ];
        foreach (var (header, value, isTaken) in cases)
        {
            using var request = Request(mairie, ("quoi", "adresse"));
            request.Headers.Add(header, value);
            Assert.Equal(
                (header, value, isTaken ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden), (header, value, (await client.SendAsync(request)).StatusCode));
        }
    }

    [Fact]
    public async Task Address_ThatSentAllItMay_IsToldWhenToComeBack_AndKeepsWhatWasTyped()
    {
        using var client = await StartAsync(("GraphQL:ReportsPerHour", "1"));
        var mairie = await api.IdAsync("mairie-69266");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, mairie, ("quoi", "contacts"))).StatusCode);

        var answer = await SendAsync(client, mairie, ("quoi", "contacts"), ("message", "Ça sonne dans le vide."));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Matches(new Regex("Vous avez envoyé beaucoup de signalements : celui-ci n'a pas été enregistré. Réessayez dans"), page);
        Assert.Contains("Ça sonne dans le vide.</textarea>", page, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Request(Guid entry, params (string Name, string Value)[] fields) => new(HttpMethod.Post, "/signaler")
    {
        Content = new FormUrlEncodedContent(
            [new("fiche", $"{entry:N}"), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
    };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Guid entry, params (string Name, string Value)[] fields)
    {
        using var request = Request(entry, fields);
        return await client.SendAsync(request);
    }

    // A node for each test: what it allows in an hour is counted anew.
    private async Task<HttpClient> StartAsync(params (string Name, string Value)[] settings)
    {
        var client = api.StartHost(builder =>
        {
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
        }).CreateClient(new() { AllowAutoRedirect = false });
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        return client;
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }
}
