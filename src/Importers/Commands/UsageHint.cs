using System.CommandLine;
using System.CommandLine.Parsing;

namespace PublicDirectory.Importers.Commands;

/// <summary>What to say to someone who mistyped: what is wrong, what was perhaps meant, where help is.</summary>
internal static class UsageHint
{
    /// <returns>Null when the command line is right.</returns>
    public static string? For(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        string[] commands = [.. command.Subcommands.Select(each => each.Name)];
        var lines = new List<string>();
        // A mistyped option is taken for an argument, and the errors would be about a file of that name.
        foreach (var token in parsed.Tokens.Where(token => token.Type == TokenType.Argument && IsOption(token.Value)))
        {
            var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
            lines.Add($"There is no option \"{token.Value}\" here.{Meant(token.Value, options)}");
        }

        if (lines.Count == 0 && commands.Length > 0)
        {
            lines.Add(parsed.UnmatchedTokens is [var word, ..]
                ? $"There is no command \"{word}\".{Meant(word, commands)}"
                : $"Say what to do: one of {string.Join(", ", commands)}.");
        }

        if (lines.Count == 0)
        {
            lines.AddRange(parsed.Errors.Select(error => error.Message));
        }

        lines.Add($"Help: {(command is RootCommand ? "" : $"{command.Name} ")}--help");
        return string.Join(Environment.NewLine, lines.Distinct());
    }

    private static bool IsOption(string text) => text.Length > 2 && text.StartsWith('-');

    private static string Meant(string word, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(candidate => candidate.Distance <= 2)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => $" Did you mean {candidate.Name}?")
            .FirstOrDefault() ?? "";

    // Levenshtein: letters to add, drop or replace.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
