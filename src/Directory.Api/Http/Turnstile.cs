using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Http;

/// <summary>How a request runs among the others.</summary>
internal enum Lane
{
    /// <summary>Soon over: nearly all.</summary>
    Short,

    /// <summary>Takes a core for some time.</summary>
    Long,

    /// <summary>Waits for the database, and takes no core meanwhile.</summary>
    Waiting,
}

/// <summary>
/// How many requests run at once: sixteen for each core, which the pool's threads take in turns; waiting here costs more than running for
/// those that are soon over. Long ones have a lane of their own, so that they stand in the way of each other alone; a few more may wait,
/// the others are sent away at once rather than kept hoping.
/// </summary>
internal sealed class Turnstile : IDisposable
{
    private const int ShortOnesOfACore = 16;

    private readonly ConcurrencyLimiter[] _lanes;
    public Turnstile(IOptions<GraphQLOptions> options)
        : this(Environment.ProcessorCount, options.Value)
    {
    }

    internal Turnstile(int cores, GraphQLOptions options)
    {
        _lanes = new ConcurrencyLimiter[3];
        _lanes[(int)Lane.Short] = Make(ShortOnesOfACore * cores, options.QueuedRequests);
        var longOnes = Math.Max(1, cores / 2);
        _lanes[(int)Lane.Long] = Make(longOnes, options.QueuedLongRequests);
        LongThreads = new LongThreads(longOnes);
        _lanes[(int)Lane.Waiting] = Make(options.RequestsAtTheDatabase, options.QueuedRequests);
    }

    /// <summary>Where those that have entered the lane of long ones run.</summary>
    public LongThreads LongThreads { get; }

    /// <summary>Lets a request through when its turn comes; what is returned is given back when it is over.</summary>
    /// <exception cref="HttpRefusal">As many as may wait are waiting (503).</exception>
    public ValueTask<RateLimitLease> EnterAsync(Lane lane, CancellationToken cancellationToken)
    {
        var lease = _lanes[(int)lane].AttemptAcquire();
        return lease.IsAcquired ? new(lease) : WaitAsync(_lanes[(int)lane], cancellationToken);
    }

    public void Dispose()
    {
        LongThreads.Dispose();
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
    }

    private static async ValueTask<RateLimitLease> WaitAsync(ConcurrencyLimiter lane, CancellationToken cancellationToken)
    {
        var lease = await lane.AcquireAsync(1, cancellationToken);
        return lease.IsAcquired
            ? lease
            : throw new HttpRefusal(
                StatusCodes.Status503ServiceUnavailable, "Beaucoup de demandes arrivent en ce moment : réessayez dans un instant.",
                "OVERLOADED")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
    }

    private static ConcurrencyLimiter Make(int permits, int queued) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = permits,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
