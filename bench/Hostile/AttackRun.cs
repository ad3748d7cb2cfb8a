using System.Diagnostics;
using System.Text.Json;

namespace PublicDirectory.Hostile;

/// <summary>
/// Sends each attack filled to the budget: alone, then sixteen callers at once with all of them (<see cref="Attackers"/>), while others ask
/// ordinary questions. Each caller has an address of loopback of its own, since limits are by address.
/// </summary>
internal sealed class AttackRun(Uri url)
{
    private const double MostAlone = 500;
    private const double MostOfABystander = 50;
    private const int Bystanders = 100;

    private static readonly int[] Counts = [190, 150, 100, 80, 60, 45, 30, 20, 15, 10, 7, 5, 3, 2, 1];

    /// <summary>0 when every attack was over soon and no bystander noticed.</summary>
    public async Task<int> RunAsync()
    {
        var filled = new List<string>();
        var slow = 0;
        Console.WriteLine("Attacks filled to the budget, alone (worst of 5), and how the fullest that was refused fared:");
        foreach (var attack in Attacks.All)
        {
            var (count, document, cost) = await FillAsync(attack);
            var (answered, status) = await WorstAsync(document);
            var (refused, _) = await WorstAsync(attack.Document(Counts[0]));
            filled.Add(document);
            slow += answered > MostAlone || refused > MostAlone ? 1 : 0;
            Console.WriteLine(
                $"  {answered,7:F0} ms ({count,3} times, cost {cost,6}, {status})   {refused,7:F0} ms ({Counts[0]} times)   {attack.Name}");
        }

        var quiet = await BystandAsync(TimeSpan.FromSeconds(5));
        using var attackers = Attackers.Start(url, filled);
        var attacked = await BystandAsync(Attackers.Duration - TimeSpan.FromSeconds(1));
        var told = await attackers.StandardOutput.ReadToEndAsync();
        await attackers.WaitForExitAsync();

        Console.WriteLine(
            $"Bystanders, 100 questions a second: p99 {Callers.At(quiet, 0.99):F1} ms alone; among {Attackers.Count} attackers p50 {Callers.At(attacked, 0.5):F1} ms, p99 {Callers.At(attacked, 0.99):F1} ms, worst {attacked[^1]:F1} ms");
        Console.WriteLine($"What the attackers were told: {told.Trim()}");
        Console.WriteLine($"Above {MostAlone} ms alone: {slow}");
        return slow == 0 && Callers.At(attacked, 0.99) < MostOfABystander ? 0 : 1;
    }

    // As many as the budget takes.
    private async Task<(int Count, string Document, int Cost)> FillAsync(Attack attack)
    {
        foreach (var count in Counts)
        {
            var document = attack.Document(count);
            using var client = Callers.New(url);
            var (_, _, body) = await Callers.SendAsync(client, document);
            using var json = JsonDocument.Parse(body);
            var isRefused = json.RootElement.TryGetProperty("errors", out var errors)
                && errors[0].GetProperty("extensions").GetProperty("code").GetString()!.EndsWith("_LIMIT", StringComparison.Ordinal);
            if (!isRefused)
            {
                var cost =
                    json.RootElement.TryGetProperty("extensions", out var extensions)
                        ? extensions.GetProperty("cost").GetProperty("cost").GetInt32()
                        : 0;
                return (count, document, cost);
            }
        }

        return (0, attack.Document(1), 0);
    }

    private async Task<(double Worst, int Status)> WorstAsync(string document)
    {
        var (worst, last) = (0d, 0);
        for (var i = 0; i < 5; i++)
        {
            using var client = Callers.New(url);
            var (time, status, _) = await Callers.SendAsync(client, document);
            (worst, last) = (Math.Max(worst, time), status);
        }

        return (worst, last);
    }

    // Ordinary questions 100 times a second, from many callers; the times that they took, sorted.
    private async Task<double[]> BystandAsync(TimeSpan duration)
    {
        const string question =
            "{ commune(code: \"69266\") { name administrations(first: 20) { nodes { name openState { label } channels { value } } } } }";
        var clients = Enumerable.Range(0, Bystanders).Select(_ => Callers.New(url)).ToArray();
        var asked = new List<Task<double>>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(start) < duration; i++)
        {
            var client = clients[i % clients.Length];
            asked.Add(Task.Run(async () =>
            {
                var (time, status, body) = await Callers.SendAsync(client, question);
                return status == 200 ? time : throw new InvalidOperationException($"A bystander was told {status}: {body}");
            }));
            var next = TimeSpan.FromMilliseconds(10 * (i + 1)) - Stopwatch.GetElapsedTime(start);
            if (next > TimeSpan.Zero)
            {
                await Task.Delay(next);
            }
        }

        var times = await Task.WhenAll(asked);
        Array.ForEach(clients, client => client.Dispose());
        return [.. times.Order()];
    }
}
