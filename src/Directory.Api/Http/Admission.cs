using System.Globalization;
using System.Threading.RateLimiting;
using GraphQLEngine.Execution;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Http;

/// <summary>One request on its way in: what it takes from its caller's allowance, and its turn to run.</summary>
/// <remarks>RateLimit and RateLimit-Policy: IETF draft-ietf-httpapi-ratelimit-headers-10.</remarks>
internal sealed class Admission(HttpContext context, Caller caller, Allowances allowances, Turnstile turnstile) : IDisposable
{
    // From this cost on a request takes more than some milliseconds. A page of a hundred counters with hours and channels costs 1,500.
    private const int LongFrom = 2500;

    // Every request takes so much for being read, and for each KiB that it brings; a document that was not known, so much more for each KiB
    // begun. An answer takes so much for each KiB that is written, compressed and kept until its reader has taken it.
    private const int Reading = 1;
    private const int TakingInAKibibyte = 4;
    private const int ReadingAKibibyte = 50;
    private const int AnsweringAKibibyte = 8;

    private RateLimitLease? _turn;
    private int _taken;
    private Grant? _left;

    /// <summary>Counts a request, before anything of it is read.</summary>
    /// <exception cref="HttpRefusal">The caller has nothing left (429).</exception>
    public void Count() => Take(Reading);

    /// <summary>Counts so many bytes of a body that came, whatever is in them.</summary>
    public void CountBody(int bytes) => Charge(TakingInAKibibyte * (bytes >> 10));

    /// <summary>Waits for the request's turn.</summary>
    /// <exception cref="HttpRefusal">Too many wait already (503).</exception>
    public async ValueTask EnterAsync() => _turn = await turnstile.EnterAsync(Lane.Short, context.RequestAborted);

    /// <summary>Takes what an operation costs. A long one, or one that waits for the database, changes lanes.</summary>
    /// <returns>The threads on which it is to run; null: where it is.</returns>
    /// <exception cref="HttpRefusal">The caller has not so much left (429), or too many wait already (503).</exception>
    public ValueTask<TaskScheduler?> AdmitAsync(int cost, bool waits)
    {
        Take(cost);
        _taken = cost;
        return cost >= LongFrom ? ChangeToAsync(Lane.Long)
            : waits ? ChangeToAsync(Lane.Waiting)
            : default;
    }

    /// <summary>
    /// Takes what turned out only while it ran: reading an unknown document, work that nobody could foresee, and what there is to send.
    /// </summary>
    public void Settle(in ExecutionOutcome outcome, int documentBytes, int answerBytes)
    {
        var reading = outcome.IsDocumentKnown ? 0 : ReadingAKibibyte * (1 + (documentBytes >> 10));
        Charge(reading + Math.Max(0, outcome.IsRequestError ? 0 : outcome.Cost - _taken) + (AnsweringAKibibyte * (answerBytes >> 10)));
    }

    /// <summary>Lets the next one run, and tells the caller what it has left.</summary>
    public void Dispose()
    {
        GiveBackTurn();
        if (_left is { } left)
        {
            Say(left);
            _left = null;
        }
    }

    private void GiveBackTurn()
    {
        _turn?.Dispose();
        _turn = null;
    }

    /// <summary>Takes even what is not there, for what is sent beside an operation.</summary>
    public void Charge(int amount)
    {
        if (amount == 0)
        {
            return;
        }

        allowances.Charge(caller.Key, caller.Cost, amount);
        if (caller.Wider is { } wider)
        {
            allowances.Charge(wider, caller.Cost * Caller.HouseholdsOfASite, amount);
        }
    }

    private async ValueTask<TaskScheduler?> ChangeToAsync(Lane lane)
    {
        GiveBackTurn();
        _turn = await turnstile.EnterAsync(lane, context.RequestAborted);
        return lane == Lane.Long ? turnstile.LongThreads : null;
    }

    private void Take(int amount)
    {
        var (grant, _) = caller.Wider is { } wider
            ? allowances.Take([(caller.Key, caller.Cost), (wider, caller.Cost * Caller.HouseholdsOfASite)], amount)
            : allowances.Take([(caller.Key, caller.Cost)], amount);
        _left = grant;
        if (!grant.IsGranted)
        {
            throw new HttpRefusal(
                StatusCodes.Status429TooManyRequests,
                $"Vous avez beaucoup demandé en peu de temps : réessayez dans {Seconds(grant.Wait)} s, ou demandez une clé.",
                "RATE_LIMIT")
            {
                RetryAfter = grant.Wait,
            };
        }
    }

    private void Say(Grant grant)
    {
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = caller.Policy;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"cost\";r={(long)grant.Left};t={Seconds(grant.Wait)}");
    }

    private static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);
}
