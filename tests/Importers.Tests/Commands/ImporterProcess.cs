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

        foreach (var (variable, value) in Variables(database, heads))
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

    /// <summary>The variables of the databases, and their values; null takes one away.</summary>
    public static (string Name, string? Value)[] Variables(string? database, string? heads) =>
        [("DIRECTORY_DATABASE", database), ("DIRECTORY_DATABASE_OWNER", database), ("DIRECTORY_DATABASE_HEADS", heads)];

    public static async Task<Outcome> RunAsync(string? database, params string[] arguments)
    {
        using var process = Start(database, database, [], arguments);
        return await process.EndAsync();
    }

    public async Task<Outcome> EndAsync()
    {
        // Far beyond what any of them takes: a test that would wait for ever fails instead.
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return Outcome.Of(_process.ExitCode, await _output, await _error);
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

internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Without how far it is: told every three seconds, that comes on slow machines only.</summary>
    public static Outcome Of(int exitCode, string output, string error) => new(exitCode, output, string.Join(
        '\n', error.Split('\n').Where(line => !System.Text.RegularExpressions.Regex.IsMatch(line, "  [0-9]+:[0-9]{2}$"))));
}
