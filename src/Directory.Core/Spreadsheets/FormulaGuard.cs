using System.Buffers;
using System.Globalization;

namespace PublicDirectory.Core.Spreadsheets;

/// <summary>Keeps texts that people typed from being run as formulas by whoever opens them in a spreadsheet.</summary>
public static class FormulaGuard
{
    // Full-width and small forms too: spreadsheets of some locales read them as the plain ones.
    private static readonly SearchValues<char> Starts = SearchValues.Create("=+-@＝＋－＠﹦﹢﹣﹫");

    /// <summary>
    /// The text with an apostrophe in front where a spreadsheet could take it for a formula: spreadsheets themselves mark texts so.
    /// </summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || StartsFormula(text)) ? "'" + text : text;
    }

    // Whatever is not seen before the first sign is passed over, as spreadsheets do: spaces, controls, marks of no width.
    private static bool StartsFormula(string text)
    {
        foreach (var sign in text)
        {
            if (!char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                return Starts.Contains(sign);
            }
        }

        return false;
    }
}
