using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What a client sees when something goes wrong here.</summary>
public sealed class FailureTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    [Fact]
    public async Task Resolver_ThatFails_IsAnInternalErrorWithoutItsText()
    {
        // A date that no importer lets through: a year after it, the calendar ends.
        var id = Guid.CreateVersion7();
        var mairie = A.Mairie("Mairie du bout du temps");
        await api.PublishAsync(id, 0, mairie with
        {
            ExternalIds = [],
            Provenance = mairie.Provenance with { VerifiedAt = Instant.FromUtc(9999, 6, 1, 0, 0) },
        });
        await api.UntilNamedAsync(id, "Mairie du bout du temps");

        var answer =
            await api.AskAsync("query ($id: ID!) { administration(id: $id) { name freshness } statistics { communes } }", new { id });

        var error = answer.At("errors").EnumerateArray().First(item => item.At("path")[0].GetString() == "administration");
        Assert.Equal("INTERNAL", error.Code());
        Assert.DoesNotContain("9999", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NodaTime", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.At("data", "administration").ValueKind);
    }

    [Fact]
    public async Task Request_ThatTakesLongerThanAllowed_IsEndedAndTold()
    {
        // Each look at the stopwatch shows a minute more.
        var clock = new TestClock(DirectoryApi.Now) { StepOfTimestamps = TimeSpan.FromMinutes(1) };
        var host = api.StartHost(clock: clock);
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        using var client = host.CreateClient();

        var answer = await DirectoryApi.AskAsync(
            client, "{ administrations(first: 100) { nodes { name openingHours { days(count: 21) { date slots { opens closes } } } } } }");

        Assert.Equal("TIMEOUT", answer.At("errors")[0].Code());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.At("data").ValueKind);
    }

    [Fact]
    public async Task Settings_OutOfTheirBounds_StopTheStart()
    {
        var exception = await Record.ExceptionAsync(() => Task.Run(
            () => api.StartHost(builder => builder.UseSetting("GraphQL:TimeoutSeconds", "0"))));

        Assert.Contains("TimeoutSeconds", exception?.ToString(), StringComparison.Ordinal);
    }
}
