using System.Collections.Concurrent;
using System.Diagnostics;

namespace PublicDirectory.Hostile;

/// <summary>
/// Three times as many requests as the API can answer, whoever has to wait for them: those that are admitted must be answered soon, the
/// others must be told when to come back, and afterwards all must be as before.
/// </summary>
internal sealed class OverloadRun(Uri url)
{
    private const double MostAdmitted = 1000;
    private const int CallersAtOnce = 400;

    private const string Question =
        "{ administrations(first: 100) { nodes { name openingHours { days { date slots { opens closes } } } channels { kind value } } } }";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MostToRecover = TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync()
    {
        var clients = Enumerable.Range(0, CallersAtOnce).Select(_ => Callers.New(url)).ToArray();
        await Task.WhenAll(clients.Select(client => Callers.SendAsync(client, "{ __typename }"))); // connected
        var sustainable = await SustainableAsync();
        var rate = 3 * sustainable;
        Console.WriteLine($"Sustainable: {sustainable:F0} a second; now {rate:F0} a second for {Duration.TotalSeconds:F0} s");

        var (admitted, statuses, withoutRetry) = await FloodAsync(clients, rate, Duration);
        Console.WriteLine(
            $"Admitted: {admitted.Length}, p50 {Callers.At(admitted, 0.5):F0} ms, p99 {Callers.At(admitted, 0.99):F0} ms; answers: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} times {pair.Key}"))}; refused without Retry-After: {withoutRetry}");

        var since = Stopwatch.GetTimestamp();
        var recovered = TimeSpan.MaxValue;
        while (Stopwatch.GetElapsedTime(since) < MostToRecover)
        {
            var (times, after, _) =
                await FloodAsync([.. Enumerable.Range(0, 20).Select(_ => Callers.New(url))], sustainable / 4, TimeSpan.FromSeconds(1));
            if (after.Keys.All(status => status == 200) && Callers.At(times, 0.99) < 200)
            {
                recovered = Stopwatch.GetElapsedTime(since);
                break;
            }
        }

        Console.WriteLine($"As before after {recovered.TotalSeconds:F1} s");
        return Callers.At(admitted, 0.99) <= MostAdmitted && withoutRetry == 0 && recovered <= MostToRecover ? 0 : 1;
    }

    // What eight callers that never pause get answered; each goes on from a new address when it has asked too much.
    private async Task<double> SustainableAsync()
    {
        var (answered, duration) = (0, TimeSpan.FromSeconds(5));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                using var client = Callers.New(url);
                for (var i = 0; i < 20; i++)
                {
                    var (_, status, _) = await Callers.SendAsync(client, Question);
                    Interlocked.Add(ref answered, status == 200 ? 1 : 0);
                }
            }
        })));
        return answered / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<(double[] Admitted, ConcurrentDictionary<int, int> Statuses, int WithoutRetry)> FloodAsync(
        HttpClient[] clients, double rate, TimeSpan duration)
    {
        var (admitted, statuses, withoutRetry) = (new ConcurrentBag<double>(), new ConcurrentDictionary<int, int>(), 0);
        var asked = new List<Task>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(start) < duration; i++)
        {
            var client = clients[i % clients.Length];
            asked.Add(Task.Run(async () =>
            {
                var from = Stopwatch.GetTimestamp();
                using var response = await Callers.RespondAsync(client, Question);
                await response.Content.ReadAsByteArrayAsync();
                statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
                if (response.IsSuccessStatusCode)
                {
                    admitted.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                }
                else if (response.Headers.RetryAfter is null)
                {
                    Interlocked.Increment(ref withoutRetry);
                }
            }));
            var next = TimeSpan.FromSeconds((i + 1) / rate) - Stopwatch.GetElapsedTime(start);
            if (next > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(next);
            }
        }

        await Task.WhenAll(asked);
        return ([.. admitted.Order()], statuses, withoutRetry);
    }
}
