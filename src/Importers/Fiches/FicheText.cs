using System.Text;
using System.Text.RegularExpressions;

namespace PublicDirectory.Importers.Fiches;

/// <summary>The texts of fiches as people read them.</summary>
internal static partial class FicheText
{
    /// <summary>
    /// One line without control characters, white space brought down to one space (a no-break one where all of it was).
    /// Null for nothing.
    /// </summary>
    public static string? Line(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = new StringBuilder(text.Length);
        var (hasSpace, isBreaking) = (false, false);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200b' or '\ufeff')
            {
                hasSpace = true;
                isBreaking |= c is not ('\u00a0' or '\u202f');
                continue;
            }

            if (hasSpace && line.Length > 0)
            {
                line.Append(isBreaking ? ' ' : '\u00a0');
            }

            (hasSpace, isBreaking) = (false, false);
            line.Append(c);
        }

        // What mark-up around a word leaves behind: « mot . » and « ( mot ) ».
        return SpaceBefore().Replace(line.ToString(), "$1") is { Length: > 0 } clean ? clean : null;
    }

    /// <summary>A title for the public: the stars that mark the internal titles of guided searches are taken off.</summary>
    public static string? Title(string? text) => Line(Line(text)?.TrimStart('*'));

    /// <summary>At most so many characters, cut between words and then marked as cut.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = text.LastIndexOfAny([' ', '\n', '\u00a0'], max - 2);
        return text[..(end > max / 2 ? end : max - 2)].TrimEnd() + " …";
    }

    [GeneratedRegex(@"[ \u00a0]+([.,)\]])", RegexOptions.NonBacktracking)]
    private static partial Regex SpaceBefore();
}
