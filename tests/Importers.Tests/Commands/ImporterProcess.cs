using System.Diagnostics;
using System.Text;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>The importers' program, started as an operator starts it.</summary>
internal sealed class ImporterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ImporterProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <param name="database">For the environment; null leaves the variables out.</param>
    /// <param name="heads">The same for whoever keeps the heads.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="arguments">The command and its options.</param>
    public static ImporterProcess Start(
        string? database, string? heads, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PublicDirectory.Importers.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in new[]
        {
            ("DIRECTORY_DATABASE", database), ("DIRECTORY_DATABASE_OWNER", database), ("DIRECTORY_DATABASE_HEADS", heads),
        })
        {
            start.Environment.Remove(variable);
            if (value is not null)
            {
                start.Environment[variable] = value;
            }
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ImporterProcess(Process.Start(start)!);
    }

    public static async Task<Outcome> RunAsync(string? database, params string[] arguments)
    {
        using var process = Start(database, database, [], arguments);
        return await process.EndAsync();
    }

    public async Task<Outcome> EndAsync()
    {
        // Far beyond what any of them takes: a test that would wait for ever fails instead.
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        // How far it is, told every three seconds, comes on slow machines only.
        var error = (await _error).Split('\n').Where(line => !System.Text.RegularExpressions.Regex.IsMatch(line, "  [0-9]+:[0-9]{2}$"));
        return new Outcome(_process.ExitCode, await _output, string.Join('\n', error));
    }

    public void Kill() => _process.Kill();

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

internal sealed record Outcome(int ExitCode, string Output, string Error);
