using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>The state of now, which the API keeps until it changes, next to the state at an instant, which it computes.</summary>
[Collection(SampleCollection.Name)]
public sealed class OpenStateTests(DirectoryApi api)
{
    [Theory]
    [InlineData("2026-03-01T20:00:00Z")] // a Sunday evening
    [InlineData("2026-03-28T12:00:00Z")] // in the next night the clocks of Paris go forward
    [InlineData("2026-04-30T15:00:00Z")] // before a public holiday
    public async Task StateOfNow_AsTheClockRuns_IsTheStateAtThatInstant(string start)
    {
        var clock = new TestClock(InstantPattern.ExtendedIso.Parse(start).Value);
        var host = api.StartHost(clock: clock);
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        using var client = host.CreateClient();
        for (var minutes = 0; minutes < 36 * 60; minutes += 10)
        {
            var answer = await DirectoryApi.AskAsync(
                client,
                """
                query ($at: DateTime!) {
                  kept: administrations(first: 100) { nodes { id openState { status changesAt label } } }
                  computed: administrations(first: 100) { nodes { id openState(at: $at) { status changesAt label } } }
                }
                """,
                new { at = InstantPattern.ExtendedIso.Format(clock.Now) });

            var data = answer.GetProperty("data");
            Assert.Equal(data.GetProperty("computed").ToString(), data.GetProperty("kept").ToString());
            clock.Now += Duration.FromMinutes(10);
        }
    }
}
