using System.Diagnostics;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>Programs of Node's, with the packages that <c>./test</c> installs under <c>.tools</c>.</summary>
internal static class NodeProgram
{
    /// <summary>The folder of packages that a file <c>scripts/NAME/package.json</c> pins.</summary>
    public static string Modules(string name)
    {
        var modules = Path.Combine(Repository.Root, ".tools", name, "node_modules");
        Assert.True(
            Directory.Exists(modules), $"The packages of scripts/{name} are not installed: ./test does it, or npm ci in .tools/{name}.");
        return modules;
    }

    /// <summary>The lines that a program prints; it must end well.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(params string[] arguments)
    {
        using var node =
            Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors + output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
