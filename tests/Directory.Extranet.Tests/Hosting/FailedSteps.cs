using System.Collections.Concurrent;
using System.Diagnostics;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>How often each request asked the database in vain while this listened: steps are counted, not time.</summary>
internal sealed class FailedSteps : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, string> _requests = [];
    private readonly ConcurrentBag<ActivityTraceId> _failed = [];
    private readonly ActivityListener _listener;

    public FailedSteps()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The most of any request.</summary>
    public int Most => ByRequest.DefaultIfEmpty().Max(request => request.Count);

    /// <summary>Requests that failed at the database, and how often.</summary>
    public IEnumerable<(string Request, int Count)> ByRequest => _failed.GroupBy(trace => trace)
        .Where(trace => _requests.ContainsKey(trace.Key)).Select(trace => (_requests[trace.Key], trace.Count()));

    public void Dispose() => _listener.Dispose();

    private void Note(Activity activity)
    {
        if (activity.Source.Name == "Microsoft.AspNetCore")
        {
            _requests[activity.TraceId] = $"{activity.GetTagItem("http.request.method")} {activity.GetTagItem("url.path")}";
        }
        else if (activity.Status is ActivityStatusCode.Error)
        {
            _failed.Add(activity.TraceId);
        }
    }
}
