using System.Text.RegularExpressions;
using PublicDirectory.Testing;

namespace PublicDirectory.Architecture.Tests;

/// <summary>What the documents point to is there.</summary>
/// <remarks>
/// A path stands in backquotes and has the ending of a file, or a slash at its end or after a folder of ours. It is looked for in the
/// folder of the path before it in the same line, in those above, and in <c>src</c>. Stars stand for anything within a name.
/// </remarks>
public sealed partial class DocumentTests
{
    private static readonly string[] Unread = ["bin", "obj", "node_modules", ".git", ".data", ".tools"];
    private static readonly string[] Folders =
        ["Core", "Api", "Extranet", "Importers", "src", "tests", "docs", "schema", "bench", "scripts"];

    private static readonly (string Short, string Whole)[] Projects =
        [("Core", "src/Directory.Core"), ("Api", "src/Directory.Api"), ("Extranet", "src/Directory.Extranet")];

    private static readonly HashSet<string> Tree = [.. Below("")];

    [Fact]
    public void Documents_WithAPath_NameOneThatIsThere()
    {
        var named = Documents("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md", "docs/adr/*.md")
            .SelectMany(PathsIn)
            .ToList();

        Assert.InRange(named.Count, 150, 5000); // the documents that are meant
        Assert.Empty(named.Where(path => !path.IsThere).Select(path => $"{path.Place}: {path.Name}"));
    }

    [Fact]
    public void Documents_WithALink_LeadToAFileAndATitleOfIt()
    {
        var links = Documents("*.md", "docs/*.md", "docs/adr/*.md", "docs/guides/*.md")
            .SelectMany(line => Link().Matches(line.Text).Select(match => (line.Place, line.Document, Target: match.Groups[1].Value)))
            .Where(link => !link.Target.Contains(':', StringComparison.Ordinal))
            .ToList();

        Assert.InRange(links.Count, 100, 5000);
        Assert.Empty(links.Where(link => !Leads(link.Document, link.Target)).Select(link => $"{link.Place}: {link.Target}"));
    }

    [Fact]
    public void GlossaryAndArchitecture_WithANameOfCode_UseOneThatTheCodeHas()
    {
        var names = Documents("docs/glossary.md")
            .Select(line => line with { Text = line.Text.Split('|') is [_, _, var cell, ..] ? cell : "" })
            .Concat(Documents("docs/architecture.md"))
            .SelectMany(QuotedIn)
            .Where(item => Name().IsMatch(item.Name))
            .ToList();

        var unseen = Unseen(names.SelectMany(item => item.Name.Split('.')), "src/**.cs", "schema/*.graphql", "tests/**.cs");

        Assert.InRange(names.Count, 50, 1000);
        Assert.Empty(names.Where(item => item.Name.Split('.').Any(unseen.Contains)).Select(item => $"{item.Place}: {item.Name}"));
    }
    [Fact]
    public void Documents_WithTheNameOfATest_NameOneThatIsThere()
    {
        var tests = Documents("docs/*.md", "docs/adr/*.md", "docs/guides/*.md").SelectMany(QuotedIn)
            .Where(item => Test().IsMatch(item.Name)).ToList();

        var unseen = Unseen(tests.SelectMany(item => item.Name.Split('.')), "tests/**.cs");

        Assert.InRange(tests.Count, 200, 5000);
        Assert.Empty(tests.Where(item => item.Name.Split('.').Any(unseen.Contains)).Select(item => $"{item.Place}: {item.Name}"));
    }

    [Fact]
    public void Guides_WithACode_NameOneThatTheCodeGives()
    {
        var codes = Documents("docs/guides/partners.md", "docs/guides/importing.md")
            .SelectMany(QuotedIn)
            .Where(item => Code().IsMatch(item.Name) && !item.Name.StartsWith("DIRECTORY_", StringComparison.Ordinal))
            .ToList();

        var unseen = Unseen(codes.Select(item => item.Name), "src/**.cs", "schema/*.graphql");

        Assert.InRange(codes.Count, 50, 1000);
        Assert.Empty(codes.Where(item => unseen.Contains(item.Name)).Select(item => $"{item.Place}: {item.Name}"));
    }

    [Fact]
    public void GuideToImporting_Always_ExplainsEachCodeOfAnIssue()
    {
        var guide = Documents("docs/guides/importing.md").SelectMany(QuotedIn).Select(item => item.Name).ToHashSet();

        var codes = Documents("src/Importers/**.cs", "src/Directory.Core/Importing/*.cs", "src/Directory.Core/**ScheduleFinding.cs")
            .SelectMany(line => CodeInText().Matches(line.Text).Select(match => match.Groups[1].Value))
            .ToHashSet();

        Assert.InRange(codes.Count, 50, 1000);
        Assert.Empty(codes.Except(guide));
    }

    private static IEnumerable<(string Place, string Name)> QuotedIn(Line line) =>
        Quoted().Matches(line.Text).Select(match => (line.Place, match.Groups[1].Value));

    private static IEnumerable<(string Place, string Name, bool IsThere)> PathsIn(Line line)
    {
        var from = "";
        foreach (var (place, name) in QuotedIn(line))
        {
            if (!LikeAPath().IsMatch(name) || !(name.EndsWith('/') || Ending().IsMatch(name) || Folders.Contains(name.Split('/')[0])))
            {
                continue;
            }

            var found = Ancestors(from).Append("src").Select(folder => Find(folder, Whole(name))).FirstOrDefault(path => path is not null);
            from = found is null ? from : Ending().IsMatch(found) ? FolderOf(found) : found;
            yield return (place, name, found is not null);
        }
    }

    private static string Whole(string name)
    {
        foreach (var (given, whole) in Projects)
        {
            if (name == given || name.StartsWith($"{given}/", StringComparison.Ordinal))
            {
                return whole + name[given.Length..].TrimEnd('/');
            }
        }

        return name.TrimEnd('/');
    }

    private static string? Find(string folder, string name)
    {
        var path = folder.Length == 0 ? name : $"{folder}/{name}";
        return !path.Contains('*', StringComparison.Ordinal)
            ? Tree.TryGetValue(path, out var one) ? one : null
            : Matching(path).FirstOrDefault();
    }

    private static bool Leads(string document, string target)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0
            ? document
            : Path.GetRelativePath(".", Path.Join(".", FolderOf(document), parts[0].TrimEnd('/'))).Replace('\\', '/');
        return Tree.Contains(file) && (parts.Length == 1 || Titles(file).Contains(parts[1]));
    }

    // As GitHub and GitLab make anchors of titles.
    private static IEnumerable<string> Titles(string file) => LinesOf(file)
        .Where(line => line.Text.StartsWith('#'))
        .Select(line => NotOfAnAnchor().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static IEnumerable<Line> Documents(params string[] patterns) => patterns.SelectMany(Matching).SelectMany(LinesOf);

    private static IEnumerable<Line> LinesOf(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => new Line(file, index + 1, text));

    // Of these words, those that no such file has.
    private static HashSet<string> Unseen(IEnumerable<string> words, params string[] files)
    {
        var unseen = words.ToHashSet(StringComparer.Ordinal);
        var lookup = unseen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var file in files.SelectMany(Matching))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, file));
            foreach (var word in Word().EnumerateMatches(text))
            {
                lookup.Remove(text.AsSpan(word.Index, word.Length));
            }
        }

        return unseen;
    }

    // "*" is anything within a name, "**" anything at all.
    private static IEnumerable<string> Matching(string pattern)
    {
        var escaped = Regex.Escape(pattern)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        var expression = new Regex($"^{escaped}$");
        return Tree.Where(path => expression.IsMatch(path) && !Directory.Exists(Path.Combine(Repository.Root, path)));
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (; folder.Length > 0; folder = FolderOf(folder))
        {
            yield return folder;
        }

        yield return "";
    }

    private static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static IEnumerable<string> Below(string folder)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(Repository.Root, folder)).EnumerateFileSystemInfos())
        {
            if (Unread.Contains(entry.Name))
            {
                continue;
            }

            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            yield return path;
            foreach (var inner in entry is DirectoryInfo ? Below(path) : [])
            {
                yield return inner;
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[\w*][\w.*-]*(/[\w.*-]+)*/?$")]
    private static partial Regex LikeAPath();

    [GeneratedRegex(@"\.(cs|cshtml|csproj|css|graphql|html|js|json|md|mjs|props|sh|sln|sql|tsv|txt)$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^[A-Z]\w*(Tests|Walk)(\.[A-Z]\w*)?$")]
    private static partial Regex Test();

    [GeneratedRegex(@"^[A-Z]\w*(\.[A-Z]\w*)*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Z]+(_[A-Z]+)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"""(?!DIRECTORY_|DILA_)([A-Z]+(?:_[A-Z]+)+)""")]
    private static partial Regex CodeInText();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnAnchor();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    private sealed record Line(string Document, int Number, string Text)
    {
        public string Place => $"{Document}:{Number}";
    }
}
