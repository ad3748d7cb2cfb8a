using System.Reflection;
using PublicDirectory.Importers.Commands;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>
/// The importers' program from its entry point on, in this process: with its environment and its streams, one run at a time. A process of
/// its own spends most of its life compiling; <see cref="ImporterProcess"/> is for what only a process shows.
/// </summary>
internal static class ImporterProgram
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <param name="database">For the environment; null leaves the variables out.</param>
    /// <param name="heads">The same for whoever keeps the heads.</param>
    /// <param name="arguments">The command and its options.</param>
    public static async Task<Outcome> RunAsync(string? database, string? heads, params string[] arguments)
    {
        await Turn.WaitAsync();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var (console, complaints) = (Console.Out, Console.Error);
        var environment = ImporterProcess.Variables(database, heads);
        var before = Array.ConvertAll(environment, variable => Environment.GetEnvironmentVariable(variable.Name));
        try
        {
            Set(environment);
            Console.SetOut(output);
            Console.SetError(error);
            // Far beyond what any of them takes: a test that would wait for ever fails instead.
            var exitCode = await Task.Run(() => (int)Main.Invoke(null, [arguments])!).WaitAsync(TimeSpan.FromMinutes(3.5));
            return Outcome.Of(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(complaints);
            Set([.. environment.Zip(before, (variable, value) => (variable.Name, value))]);
            Turn.Release();
        }
    }

    private static MethodInfo Main => typeof(ImportSummary).Assembly.EntryPoint!;

    private static void Set((string Name, string? Value)[] environment) => Array.ForEach(
        environment, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
}
