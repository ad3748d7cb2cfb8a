using System.Net;
using System.Net.Http.Headers;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>The hours of a reception at an address of their own, for programs that subscribe.</summary>
[Collection(SampleCollection.Name)]
public sealed class CalendarTests(DirectoryApi api)
{
    [Fact]
    public async Task Calendar_OfAReception_IsWhatTheFieldGives_AndSaysWhenToComeBack()
    {
        var id = await api.IdAsync("mairie-69266");
        var field = (await api.DataAsync(
            "query ($id: ID!) { administration(id: $id) { openingHours { iCalendar(count: 62) } } }", new { id }))
            .Text("administration", "openingHours", "iCalendar");

        using var answer = await api.Client.GetAsync(new Uri($"/guichets/{id}.ics", UriKind.Relative));

        Assert.Equal(field, await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=3600", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n", field, StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/guichets/{id}.ics");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(answer.Headers.ETag!.ToString()));
        using var unchanged = await api.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData(
        "/guichets/01a203d0-b3e5-73e2-9f3f-e15ab4b0391c.ics", HttpStatusCode.NotFound, "Aucun guichet n'est publié sous cet identifiant.")]
    [InlineData("/guichets/mairie.ics", HttpStatusCode.NotFound, null)]
    public async Task Calendar_OfWhatIsNone_IsRefused(string path, HttpStatusCode status, string? words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal((status, words), (answer.StatusCode, words is null ? null : await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Calendar_OfOneWhoAskedTooMuch_WaitsLikeAQuestion()
    {
        using var host = api.StartHost(builder => builder.UseSetting("GraphQL:CostBurst", "1").UseSetting("GraphQL:CostBudget", "400").UseSetting(
            "GraphQL:CostPerSecond", "1"));
        using var client = host.CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        var address = new Uri($"/guichets/{await api.IdAsync("mairie-69266")}.ics", UriKind.Relative);
        HttpStatusCode status;
        var asked = 0;
        do
        {
            using var answer = await client.GetAsync(address);
            status = answer.StatusCode;
        }
        while (status is HttpStatusCode.OK && ++asked < 10);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }
}
