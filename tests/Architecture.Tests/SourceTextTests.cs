using System.Text.RegularExpressions;
using PublicDirectory.Testing;

namespace PublicDirectory.Architecture.Tests;

/// <summary>What no source file says.</summary>
public sealed partial class SourceTextTests
{
    private static readonly string[] Extensions = [".cs", ".cshtml", ".csproj", ".json", ".sql", ".graphql", ".html", ".css", ".js"];
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    [Fact]
    public void Sources_Always_NameNoFolderOfAMachine() => AssertNone(MachinePath());

    [Fact]
    public void Sources_WithSomethingLeftToDo_NameTheIssue() => AssertNone(TodoWithoutIssue());

    private static void AssertNone(Regex unwanted)
    {
        var files = new[] { "src", "schema" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => Extensions.Contains(Path.GetExtension(path)) && !path.Split('/', '\\').Any(Built.Contains))
            .ToList();

        var found = files.SelectMany(path => File.ReadLines(Path.Combine(Repository.Root, path))
            .Select((line, index) => (line, index))
            .Where(item => unwanted.IsMatch(item.line))
            .Select(item => $"{path}:{item.index + 1}: {item.line.Trim()}"));
        Assert.InRange(files.Count, 300, 3000); // the folders that are meant
        Assert.Empty(found);
    }

    [GeneratedRegex(@"(?<![\w.:/])(/work/|/home/|/root/|/Users/|[A-Z]:\\)", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b(?!\s*\(?#\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex TodoWithoutIssue();
}
