using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PublicDirectory.Testing;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>The Node process that answers as opening_hours.js does, in the time of Paris.</summary>
internal sealed class ReferenceProcess : IDisposable
{
    private readonly Process _process;

    private ReferenceProcess(Process process) => _process = process;

    /// <exception cref="InvalidOperationException">Node or the npm package is missing; the message says how to get them.</exception>
    public static ReferenceProcess Start()
    {
        var npm = Path.Combine(Repository.Root, ".tools", "npm");
        if (!Directory.Exists(Path.Combine(npm, "node_modules", "opening_hours")))
        {
            throw new InvalidOperationException(
                "The npm package \"opening_hours\" is not installed. \"./test\" installs it, and so do these, from the root of the checkout: "
                + "\"mkdir -p .tools/npm && cp scripts/npm/package*.json scripts/npm/.npmrc .tools/npm/ && npm ci --prefix .tools/npm\".");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "reference.mjs"), npm])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["TZ"] = "Europe/Paris";
        try
        {
            return new ReferenceProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("Node.js is not on PATH: the comparison needs version 20 or later.", e);
        }
    }

    /// <summary>Asks what the text says between two minutes since 1970; the answer is waited for apart.</summary>
    public void Send(string text, long from, long to)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { text, from, to }));
        _process.StandardInput.Flush();
    }

    /// <summary>The answer to the oldest question that has none yet: stretches that are not closed, or an error.</summary>
    public (Timeline? Timeline, string? Error) Receive(long from, long to)
    {
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The reference process ended; see its error output.");
        using var reply = JsonDocument.Parse(line);
        if (reply.RootElement.TryGetProperty("error", out var error))
        {
            return (null, error.GetString());
        }

        var timeline = new Timeline(from, to);
        foreach (var stretch in reply.RootElement.GetProperty("stretches").EnumerateArray())
        {
            timeline.Add(stretch[0].GetInt64(), stretch[1].GetInt64(), stretch[2].GetString()![0]);
        }

        return (timeline, null);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
