using System.Net;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Security;

public sealed class SecurityContactTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task SecurityText_OnceAContactIsSet_SaysIt_AndUntilWhen()
    {
        using var visitor = host.Visit(host.Start((SecurityContact.Setting, "mailto:securite@example.fr")));

        using var answer = await visitor.Client.GetAsync(SecurityContact.Path);

        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            ["Contact: mailto:securite@example.fr", "Preferred-Languages: fr, en", "Canonical: https://localhost/.well-known/security.txt"],
            lines.Where(line => line.Length > 0 && !line.StartsWith("Expires", StringComparison.Ordinal)));
        var expires =
            DateTimeOffset.Parse(
                Assert.Single(lines, line => line.StartsWith("Expires: ", StringComparison.Ordinal))[9..],
                System.Globalization.CultureInfo.InvariantCulture);
        // less than a year, as RFC 9116 advises
        Assert.InRange(expires - host.Clock.GetUtcNow(), TimeSpan.FromDays(330), TimeSpan.FromDays(366));
    }

    [Fact]
    public async Task SecurityText_WithoutContact_IsNotThere()
    {
        using var visitor = host.Visit();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(SecurityContact.Path)).StatusCode);
    }

    [Fact]
    public void SecurityText_OfWhatIsNoAddress_Says() =>
        Assert.Throws<FormatException>(() => SecurityContact.Text("javascript:alert(1)", new Uri("https://a.example"), default));

    // H3: the extranet answers no other site, whatever it asks; what it serves is for its own pages.
    [Theory]
    [InlineData("GET", "/connexion")]
    [InlineData("OPTIONS", "/connexion")]
    [InlineData("OPTIONS", "/extranet/fiches")]
    [InlineData("POST", "/connexion")]
    [InlineData("GET", "/extranet.js")]
    [InlineData("GET", "/health/ready")]
    public async Task Answer_ToAnotherSite_AllowsItNothing(string verb, string path)
    {
        using var visitor = host.Visit();
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var answer = await visitor.Client.SendAsync(request);

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
