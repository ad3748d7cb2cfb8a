using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Hosting;

public sealed class TelemetryTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Collector_NamedByTheOperator_SeesASignInDownToItsSqlAndNoWordOfThePerson()
    {
        await using var collector = Collector.Start();
        var node = host.Start([.. collector.Settings, ("SignIn:SecondFactorFor", " ")]);
        var person = await host.AgentAsync("propose");
        using (var visitor = host.Visit(node))
        {
            await visitor.SignInAsync(person.Mail);
            await visitor.GetAsync("/extranet/fiches?q=ZoeDurand");
            Assert.Equal("/extranet/fiches", visitor.Address.AbsolutePath);
        }

        await collector.GetsAsync("GET extranet/fiches", "http.server.request.duration");
        await node.DisposeAsync(); // sends what is left

        var spans = collector.Spans;
        var request = Assert.Single(spans, span => span.Name.StartsWith("GET ", StringComparison.Ordinal)
            && span.Tags.GetValueOrDefault("http.route") == "extranet/fiches");
        Assert.Contains(spans, span => span.TraceId == request.TraceId && span.Tags.ContainsKey("db.query.text"));
        Assert.Contains("http.server.request.duration", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.All(
            ["ZoeDurand", person.Mail, person.Name, person.Id.ToString(), ExtranetHost.Password],
            text => Assert.DoesNotContain(text, collector.Received(), StringComparison.OrdinalIgnoreCase));
    }
}
