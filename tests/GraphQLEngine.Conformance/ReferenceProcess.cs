using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GraphQLEngine.Conformance;

/// <summary>The Node process that answers as graphql-js does. Requests are answered in the order sent.</summary>
internal sealed class ReferenceProcess : IDisposable
{
    private readonly Process _process;

    private ReferenceProcess(Process process) => _process = process;

    /// <exception cref="InvalidOperationException">Node or the npm package is missing; the message says how to get them.</exception>
    public static ReferenceProcess Start()
    {
        var npm = Path.Combine(Root(), ".tools", "npm");
        if (!Directory.Exists(Path.Combine(npm, "node_modules", "graphql")))
        {
            throw new InvalidOperationException(
                "The npm package \"graphql\" is not installed. \"./test\" installs it, and so do these, from the root of the checkout: "
                + "\"mkdir -p .tools/npm && cp scripts/npm/package*.json scripts/npm/.npmrc .tools/npm/ && npm ci --prefix .tools/npm\".");
        }

        var here = AppContext.BaseDirectory;
        var start = new ProcessStartInfo("node", [Path.Combine(here, "reference.mjs"), Path.Combine(here, "schema.graphql"), npm])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        try
        {
            return new ReferenceProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("Node.js is not on PATH: the comparison needs version 20 or later.", e);
        }
    }

    public void Send(Request request)
    {
        var line = new JsonObject
        {
            ["document"] = request.Document,
            ["operationName"] = request.OperationName,
            ["seed"] = request.Seed,
            ["faults"] = request.Faults,
        }.ToJsonString();

        // Variables go as they are written: their numbers may be such as no .NET type holds.
        _process.StandardInput.WriteLine($"{line[..^1]},\"variables\":{request.Variables ?? "null"}}}");
    }

    public Answer Receive()
    {
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The reference process ended; see its error output.");
        var reply = JsonElement.Parse(line);
        return new Answer(
            reply.GetProperty("verdict").GetString()!,
            reply.TryGetProperty("data", out var data) ? data : null,
            [.. reply.GetProperty("errors").EnumerateArray().Select(Error)]);
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

    private static AnswerError Error(JsonElement error) => new(
        error.TryGetProperty("rule", out var rule) ? rule.GetString() : null,
        error.GetProperty("path").GetRawText(),
        string.Join(' ', error.GetProperty("locations").EnumerateArray().Select(l => l.GetString())),
        error.GetProperty("message").GetString()!);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout: Directory.sln was not found.");
    }
}
