using System.Buffers;
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
        var clean = line.ToString();
        clean = clean.AsSpan().ContainsAny(SpacesBefore) ? SpaceBefore().Replace(clean, "$1") : clean;
        clean = clean.Contains('^', StringComparison.Ordinal) ? Raised().Replace(clean, "$1$2") : clean;
        return clean.Length > 0 ? clean : null;
    }

    // Most lines have none: looked for before the expression is asked.
    private static readonly SearchValues<string> SpacesBefore = SearchValues.Create(
        [" .", " ,", " )", " ]", "\u00a0.", "\u00a0,", "\u00a0)", "\u00a0]"], StringComparison.Ordinal);

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

    // « 1^er », as heads of fiches write what texts raise.
    [GeneratedRegex(@"([0-9])\^(er|re|ère|e|ème|nd|nde)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Raised();

    [GeneratedRegex(@"[ \u00a0]+([.,)\]])", RegexOptions.NonBacktracking)]
    private static partial Regex SpaceBefore();
}
