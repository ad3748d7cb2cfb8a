using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace PublicDirectory.Hostile;

/// <summary>
/// Callers that send attacks as fast as they are answered. They have a process of their own, which runs when nobody else wants to: in life
/// they take nothing from the machine but what the API does for them.
/// </summary>
internal static class Attackers
{
    public const int Count = 16;

    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    /// <summary>Starts them; what they were told is written to their output when they are done.</summary>
    public static Process Start(Uri url, IReadOnlyList<string> documents)
    {
        // The program may have a file of its own to start it, or be started by dotnet.
        var itself = Environment.ProcessPath!;
        string[] program = Path.GetFileName(itself) is "dotnet" ? [itself, typeof(Attackers).Assembly.Location] : [itself];
        var process = Process.Start(new ProcessStartInfo("nice", ["-n", "19", .. program, url.ToString(), "attackers"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Write(JsonSerializer.Serialize(documents));
        process.StandardInput.Close();
        return process;
    }

    /// <summary>What the process does: documents by standard input, as a JSON array.</summary>
    public static async Task<int> RunAsync(Uri url)
    {
        var documents = JsonSerializer.Deserialize<string[]>(await Console.In.ReadToEndAsync())!;
        var answers = new ConcurrentDictionary<int, int>();
        using var end = new CancellationTokenSource(Duration);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Run(async () =>
        {
            using var client = Callers.New(url);
            for (var i = number * 3; !end.IsCancellationRequested; i++)
            {
                var (_, status, _) = await Callers.SendAsync(client, documents[i % documents.Length]);
                answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            }
        })));
        Console.WriteLine(string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} times {pair.Key}")));
        return 0;
    }
}
