using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using PublicDirectory.Hostile;
using PublicDirectory.Testing;

// How fast a running API refuses what is made to exhaust it, what a bystander notices and what memory it costs.
const string usage =
    """
    Usage: dotnet run -c Release --project bench/Hostile -- URL PID
      URL  a running API on this machine, e.g. http://127.0.0.1:5080
      PID  its process, whose memory is read from /proc
    Sends every hostile request 20 times alone and then all of them at once from 8 callers, for 20 s, while a bystander asks
    an ordinary question 100 times a second. Ends with 1 where a request took more than 100 ms alone, the bystander's p99 was
    50 ms or more, or memory grew by more than 256 MB.

    Usage: dotnet run -c Release --project bench/Hostile -- URL attacks
    Everything dear, filled to the budget, alone and from 16 callers at once, each with an address of its own and all in a process of their
    own at the lowest priority. Ends with 1 where one took more than 500 ms alone, or the bystanders' p99 was 50 ms or more.

    Usage: dotnet run -c Release --project bench/Hostile -- URL overload
    Three times what the API can answer, for 20 s. Ends with 1 where one that was admitted (p99) took more than 1 s, a refusal did not say
    when to come back, or it took more than 10 s until all was as before.

    The first takes its caller's allowance in no time: start the API with GraphQL__CostBurst=2000000000 for it.
    """;
if (args is [var attacked, "attacks"] && Uri.TryCreate(attacked, UriKind.Absolute, out var target) && target.IsLoopback)
{
    return await new AttackRun(target).RunAsync();
}

if (args is [var besieged, "attackers"] && Uri.TryCreate(besieged, UriKind.Absolute, out var victim) && victim.IsLoopback)
{
    return await Attackers.RunAsync(victim);
}

if (args is [var overloaded, "overload"] && Uri.TryCreate(overloaded, UriKind.Absolute, out var flooded) && flooded.IsLoopback)
{
    return await new OverloadRun(flooded).RunAsync();
}

if (args is not [var address, var process] || !Uri.TryCreate(address, UriKind.Absolute, out var url) || !url.IsLoopback
    || !int.TryParse(process, CultureInfo.InvariantCulture, out var pid))
{
    Console.WriteLine(usage);
    return args is ["--help"] ? 0 : 2;
}

using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = url };
var requests = HostileRequests.All;
await BystandAsync(TimeSpan.FromSeconds(2)); // warm
foreach (var request in requests)
{
    await SendAsync(request);
}

var memoryBefore = ResidentMegabytes("VmRSS");
Console.WriteLine($"{requests.Count} hostile requests; the process has {memoryBefore} MB");

var alone = new List<(double Worst, double Median, string Name)>();
foreach (var request in requests)
{
    var times = new double[20];
    for (var i = 0; i < times.Length; i++)
    {
        times[i] = await SendAsync(request);
    }

    Array.Sort(times);
    alone.Add((times[^1], times[times.Length / 2], request.Name));
}

Console.WriteLine("Slowest alone (worst and median of 20):");
foreach (var (worst, median, name) in alone.OrderByDescending(time => time.Worst).Take(8))
{
    Console.WriteLine($"  {worst,7:F1} ms {median,7:F1} ms  {name}");
}

var quiet = Percentile(await BystandAsync(TimeSpan.FromSeconds(5)), 0.99);
using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
var sent = 0;
var attackers = Enumerable.Range(0, 8).Select(start => Task.Run(async () =>
{
    for (var i = start * 11; !end.IsCancellationRequested; i++)
    {
        await SendAsync(requests[i % requests.Count]);
        Interlocked.Increment(ref sent);
    }
})).ToArray();
var times1 = await BystandAsync(TimeSpan.FromSeconds(19));
await Task.WhenAll(attackers);
var whileAttacked = Percentile(times1, 0.99);
var peak = ResidentMegabytes("VmHWM");
Console.WriteLine(
    $"Bystander alone: p99 {quiet:F1} ms. Among {sent} hostile requests in 20 s: p50 {Percentile(times1, 0.5):F1} ms, p99 {whileAttacked:F1} ms, worst {times1[^1]:F1} ms");
Console.WriteLine($"Memory: {memoryBefore} MB before, {peak} MB at its peak, {ResidentMegabytes("VmRSS")} MB after");
var missed = alone.Count(time => time.Worst > 100);
Console.WriteLine($"Above 100 ms alone: {missed}");
return missed == 0 && whileAttacked < 50 && peak - memoryBefore <= 256 ? 0 : 1;

async Task<double> SendAsync(HostileRequest request)
{
    using var content = new ByteArrayContent(request.Body);
    content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
    if (request.Encoding is { } encoding)
    {
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
    }

    var start = Stopwatch.GetTimestamp();
    try
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        message.Headers.ExpectContinue = request.Body.Length > 1 << 20; // as every well-made client does with a large body
        using var response = await client.SendAsync(message);
        await response.Content.ReadAsByteArrayAsync();
    }
    catch (HttpRequestException)
    {
        // The server may close the connection on what it does not want to read.
    }

    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

// An ordinary question 100 times a second, from its own connections; the times that it took, sorted.
async Task<double[]> BystandAsync(TimeSpan duration)
{
    const string question = """{"query":"{ commune(code: \"69266\") { name administrations(first: 20) { nodes { name openState { label } channels { value } } } } }"}""";
    var asked = new List<Task<double>>();
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; Stopwatch.GetElapsedTime(start) < duration; i++)
    {
        asked.Add(Task.Run(async () =>
        {
            var from = Stopwatch.GetTimestamp();
            using var response = await client.PostAsync(
                "/graphql", new StringContent(question, Encoding.UTF8, "application/json"));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }));
        var next = TimeSpan.FromMilliseconds(10 * (i + 1)) - Stopwatch.GetElapsedTime(start);
        if (next > TimeSpan.Zero)
        {
            await Task.Delay(next);
        }
    }

    return [.. (await Task.WhenAll(asked)).Order()];
}

double Percentile(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

long ResidentMegabytes(string line) => long.Parse(
    File.ReadLines($"/proc/{pid}/status")
        .Single(text => text.StartsWith(line, StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
    CultureInfo.InvariantCulture) / 1024;
