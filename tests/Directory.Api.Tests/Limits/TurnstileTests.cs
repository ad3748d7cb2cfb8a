using Microsoft.AspNetCore.Http;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Tests.Limits;

/// <summary>How many requests run at once, and what becomes of the others.</summary>
public sealed class TurnstileTests
{
    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(2, 32, 1)]
    [InlineData(8, 128, 4)]
    public async Task Requests_RunAtOnce_SoManyForEachCoreAndLongOnesApart(int cores, int shortOnes, int longOnes)
    {
        using var turnstile = new Turnstile(cores, new GraphQLOptions { QueuedRequests = 0, QueuedLongRequests = 0 });

        Assert.Equal(shortOnes, await FillAsync(turnstile, Lane.Short));
        Assert.Equal(longOnes, await FillAsync(turnstile, Lane.Long)); // however many short ones there are
        Assert.Equal(new GraphQLOptions().RequestsAtTheDatabase, await FillAsync(turnstile, Lane.Waiting));
    }

    [Fact]
    public async Task Request_BeyondThoseThatRun_WaitsForItsTurn()
    {
        using var turnstile = new Turnstile(1, new GraphQLOptions { QueuedLongRequests = 1 });
        var running = await turnstile.EnterAsync(Lane.Long, default);

        var waiting = turnstile.EnterAsync(Lane.Long, default).AsTask();
        var refusal = await Assert.ThrowsAsync<HttpRefusal>(async () => await turnstile.EnterAsync(Lane.Long, default));
        Assert.False(waiting.IsCompleted);
        running.Dispose();

        using var next = await waiting;
        Assert.True(next.IsAcquired);
        Assert.Equal((StatusCodes.Status503ServiceUnavailable, "OVERLOADED"), (refusal.StatusCode, refusal.Error.Code));
        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(5000, false)]
    public async Task Request_ThatIsLong_LeavesThePoolToTheOthers(int cost, bool staysInThePool)
    {
        using var turnstile = new Turnstile(2, new GraphQLOptions());
        var most = new Allowance(10_000, 1);
        using var admission = new Admission(
            new DefaultHttpContext(), new Caller(default, null, 10_000, most, most), new Allowances(TimeProvider.System), turnstile);
        await admission.EnterAsync();
        var place = await admission.AdmitAsync(cost, waits: false);

        Assert.Equal(staysInThePool, place is null);
        Assert.Equal(staysInThePool, await Task.Factory.StartNew(
            () => Thread.CurrentThread.IsThreadPoolThread, default, TaskCreationOptions.None, place ?? TaskScheduler.Default));
    }

    // How many enter before one is sent away; they stay.
    private static async Task<int> FillAsync(Turnstile turnstile, Lane lane)
    {
        for (var entered = 0; ; entered++)
        {
            try
            {
                _ = await turnstile.EnterAsync(lane, default);
            }
            catch (HttpRefusal)
            {
                return entered;
            }
        }
    }
}
