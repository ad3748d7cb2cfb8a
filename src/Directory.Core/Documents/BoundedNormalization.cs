using System.Globalization;
using System.Text;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// Unicode normalisation whose time follows the length of the text. Marks on one letter are put in order by comparing each with those
/// before it: a hundred thousand of them take the runtime half a minute.
/// </summary>
/// <remarks>UAX #15 §13, Stream-Safe Text Format: no written language puts more than thirty marks on a letter.</remarks>
public static class BoundedNormalization
{
    private const int MaxMarks = 30;

    /// <summary>The text in that form, with thirty marks in a row at most: those beyond are left out.</summary>
    /// <exception cref="ArgumentException">Half a character stands alone in it.</exception>
    public static string NormalizeBounded(this string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
#pragma warning disable RS0030 // the one place that may
        return (text.Length > MaxMarks ? WithFewMarks(text) : text).Normalize(form);
#pragma warning restore RS0030
    }

    private static string WithFewMarks(string text)
    {
        var marks = 0;
        StringBuilder? kept = null;
        for (var i = 0; i < text.Length; i++)
        {
            // Marks of the other planes are two units, of which the category looks at both.
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            marks = IsMark(text, i) ? marks + 1 : 0;
            if (marks > MaxMarks)
            {
                kept ??= new StringBuilder(text, 0, i, text.Length);
            }
            else
            {
                kept?.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return kept?.ToString() ?? text;
    }

    private static bool IsMark(string text, int at) => text[at] > '\u02FF'
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
