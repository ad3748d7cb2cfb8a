using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Schema;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PublicDirectory.Api.Tests.GraphQL;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What someone writes to the API, wherever they write it, stands in no log: neither in ours nor in the database's.</summary>
public sealed class MarkerTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    // Looks like someone, and is nobody else.
    private static readonly string Marker = "wilhelmine" + Guid.NewGuid().ToString("N")[..10];
    private static readonly string Name = $"Wilhelmine {Marker}";
    private static readonly string Mail = $"{Marker}@exemple.fr";

    [Fact]
    public async Task Logs_OfRequestsThatNameSomeoneEverywhere_NameNobody()
    {
        using var logs = new Lines();
        // All is slow here, so that what is said of slow operations is looked at as well.
        var host = api.StartHost(builder => builder.UseSetting("GraphQL:SlowMilliseconds", "1").ConfigureLogging(logging => logging
            .AddProvider(logs).SetMinimumLevel(LogLevel.Information).AddFilter("PublicDirectory", LogLevel.Trace)));
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        using var client = host.CreateClient();
        var log = (await api.Database.FindServerLogAsync())!;
        var from = new FileInfo(log).Length;

        var asked = 0;
        foreach (var (type, field, argument) in ArgumentWalk.All())
        {
            foreach (var value in Values(argument.Type))
            {
                asked++;
                await SendAsync(client, Body(ArgumentWalk.Query(type, field, argument, value)));
            }

            var query = ArgumentWalk.Query(type, field, argument, "$v");
            query =
                query.StartsWith("mutation", StringComparison.Ordinal)
                    ? query.Replace("mutation", $"mutation ($v: {argument.Type})", StringComparison.Ordinal)
                    : $"query ($v: {argument.Type}) {query}";
            await SendAsync(client, $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{{\"v\":\"{Name}\"}}}}");
        }

        // A report that is taken in, and one that the database does not take.
        var entry = await api.IdAsync("mairie-69123");
        var report =
            $"mutation {{ reportProblem(input: {{ entry: \"{entry}\", reason: OTHER, message: \"{Name}\", email: \"{Mail}\" }}) {{ reference }} }}";
        Assert.DoesNotContain("errors", await SendAsync(client, Body(report)), StringComparison.Ordinal);
        await ExecuteAsync("alter table issue_statements add constraint nobody check (message is null) not valid");
        Assert.Contains(
            "errors", await SendAsync(client, Body(report.Replace("OTHER", "WRONG", StringComparison.Ordinal))), StringComparison.Ordinal);

        foreach (var body in new[] { Name, $"\"{Name}\"", $"{{\"{Name}\": 1}}", Body("{ "
            + Marker
            + " }"), Body("{ node(id: \"" + Name), $"{{\"documentId\": \"{Name}\"}}" })
        {
            await SendAsync(client, body);
        }

        foreach (var address in new[] { $"/{Marker}", $"/graphql?query={Marker}", $"/graphql?query={{__typename}}&variables={Marker}", $"/graphql/ide/{Marker}", $"/?{Marker}={Marker}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var header in new[] { "User-Agent", "Referer", "Cookie", "From", "X-Forwarded-For", "Authorization", "Origin", "Accept", "If-None-Match", "GraphQL-Report" })
            {
                request.Headers.TryAddWithoutValidation(header, Marker);
            }

            using var answer = await client.SendAsync(request);
        }

        Assert.InRange(asked, 100, 1000);
        Assert.Contains(logs.All, line => line.Contains("Slow", StringComparison.Ordinal)); // they are the right ones
        Assert.DoesNotContain(logs.All, line => line.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        var seal = $"sealed {Guid.NewGuid():N}";
        await ExecuteAsync($"do $$ begin raise log '{seal}'; end $$");
        var written = await DatabaseFixture.ReadServerLogAsync(log, from, seal);
        Assert.Contains(seal, written, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, written, StringComparison.OrdinalIgnoreCase);
    }

    // Someone's name and address in each text of an argument, one after the other.
    private static IEnumerable<string> Values(GraphQLType type)
    {
        if (type.Nullable is ListType list)
        {
            return Values(list.OfType).Select(value => $"[{value}]");
        }

        return type.Named switch
        {
            InputObjectType input =>
                input.Fields.SelectMany(field => Values(field.Type).Select(value => ArgumentWalk.Object(input, field, value))),
            EnumType => [Marker],
            _ => [$"\"{Name}\"", $"\"{Mail}\""],
        };
    }

    private static string Body(string query) => $"{{\"query\":{JsonSerializer.Serialize(query)}}}";

    private static async Task<string> SendAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/graphql", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("\"INTERNAL\"", text, StringComparison.Ordinal);
        return text;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(api.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = [];

        public IReadOnlyCollection<string> All => _all;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _all.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{formatter(state, exception)} {exception}"));

        public void Dispose()
        {
        }
    }
}
