using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PublicDirectory.Testing;

namespace PublicDirectory.Architecture.Tests;

/// <summary>
/// No regular expression can be made to work without end by what it reads: those that can do without backtracking do, the others have a
/// limit, and a text made against each of them does not reach it.
/// </summary>
public sealed partial class ExpressionTests
{
    // The longest that a caller hands to an expression that goes back on its steps.
    private const int Length = 2000;
    private const int Samples = 4;

    private static readonly string[] Assemblies =
        ["GraphQLEngine", "PublicDirectory.Core", "PublicDirectory.Api", "PublicDirectory.Extranet", "PublicDirectory.Importers"];

    [Fact]
    public void Expressions_OfOurs_GoWithoutBacktrackingOrHaveALimit()
    {
        var expressions = Generated().ToList();

        Assert.InRange(expressions.Count, 50, 500);
        Assert.Empty(expressions
            .Where(item => !item.Regex.Options.HasFlag(RegexOptions.NonBacktracking)
                && !(item.Attribute.MatchTimeoutMilliseconds is > 0 and <= 1000 && item.Regex.MatchTimeout <= TimeSpan.FromSeconds(1)))
            .Select(item => $"{item.Name}: add RegexOptions.NonBacktracking, or a limit of 1000 ms where it looks around"));
    }

    // \d is any figure of any script, which no number is then read from: in code, BannedSymbols.txt bans the like of it.
    [Fact]
    public void Expressions_OfOurs_TakeTheFiguresFrom0To9Only() =>
        Assert.Empty(Generated().Select(item => (item.Name, Pattern: item.Regex.ToString()))
            .Concat(Attributes().Select(item => (item.Name, Pattern: item.Regex.ToString())))
            .Where(item => item.Pattern.Contains(@"\d", StringComparison.Ordinal)
                || item.Pattern.Contains(@"\p{N", StringComparison.Ordinal))
            .Select(item => $"{item.Name}: write [0-9]"));

    [Fact]
    public void Expressions_OnTextsMadeAgainstThem_StayFarFromTheirLimit()
    {
        var texts = 0;
        List<string> slow = [];
        foreach (var (name, regex) in Generated().Select(item => (item.Name, item.Regex)).Concat(Attributes()))
        {
            foreach (var text in HostileTexts.Of(regex.ToString(), Length, Samples))
            {
                texts++;
                if (Chokes(regex, text))
                {
                    slow.Add($"{name} on « {text[..60]}… »");
                    break;
                }
            }
        }

        Assert.InRange(texts, 1000, 100_000);
        Assert.Empty(slow);
    }

    [Fact]
    public void Sources_Always_MakeNoExpressionThatIsNotSeenHere()
    {
        var made = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(path => !path.Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules"))
            .SelectMany(path => File.ReadLines(path)
                .Where(line => MadeOtherwise().IsMatch(line))
                .Select(line => $"{Path.GetRelativePath(Repository.Root, path)}: {line.Trim()}"));

        Assert.Empty(made);
    }

    [Theory]
    [InlineData("PublicDirectory.Api")]
    [InlineData("PublicDirectory.Extranet")]
    [InlineData("PublicDirectory.Importers")]
    public void Host_BeforeItStarts_LimitsEveryExpressionOfTheProcess(string host)
    {
        var set = Assembly.Load(host).GetType("PublicDirectory.ExpressionLimit", throwOnError: true)!
            .GetMethod("Set", BindingFlags.Static | BindingFlags.NonPublic)!;
        AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", null);

        set.Invoke(null, null);

        Assert.NotNull(set.GetCustomAttribute<ModuleInitializerAttribute>());
        Assert.Equal(TimeSpan.FromSeconds(1), AppContext.GetData("REGEX_DEFAULT_MATCH_TIMEOUT"));
    }

    // Twice: a machine may stand still for a second, an expression that chokes does so again.
    private static bool Chokes(Regex regex, string text) => OnceMore(regex, text) && OnceMore(regex, text);

    private static bool OnceMore(Regex regex, string text)
    {
        try
        {
            _ = regex.Count(text);
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static IEnumerable<(string Name, Regex Regex, GeneratedRegexAttribute Attribute)> Generated() =>
        from assembly in Assemblies.Select(Assembly.Load)
        from type in assembly.GetTypes()
        from member in type.GetMembers(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = member.GetCustomAttribute<GeneratedRegexAttribute>()
        where attribute is not null
        let regex = (Regex)(member is PropertyInfo property ? property.GetValue(null)! : ((MethodInfo)member).Invoke(null, null)!)
        select ($"{type.Name}.{member.Name}", Limited(regex), attribute);

    private static IEnumerable<(string Name, Regex Regex)> Attributes() =>
        from assembly in Assemblies.Select(Assembly.Load)
        from type in assembly.GetTypes()
        from property in type.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = property.GetCustomAttribute<RegularExpressionAttribute>()
        where attribute is not null
        select ($"{type.Name}.{property.Name}", new Regex(attribute.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    // So that one without a limit of its own fails here rather than hang.
    private static Regex Limited(Regex regex) =>
        regex.MatchTimeout == Regex.InfiniteMatchTimeout && !regex.Options.HasFlag(RegexOptions.NonBacktracking)
            ? new Regex(regex.ToString(), regex.Options & ~RegexOptions.Compiled, TimeSpan.FromSeconds(1))
            : regex;

    [GeneratedRegex(
        @"\bnew Regex\b|\bRegex\s+\w+\s*=\s*new\b|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches|EnumerateSplits)\(",
        RegexOptions.NonBacktracking)]
    private static partial Regex MadeOtherwise();
}
