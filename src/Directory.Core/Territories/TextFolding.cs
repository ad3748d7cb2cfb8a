using System.Globalization;
using System.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>Brings text to the form in which names are compared.</summary>
public static class TextFolding
{
    /// <summary>
    /// Lower case without accents, ligatures spelled out (<c>œ</c> becomes <c>oe</c>), every run of anything else than
    /// letters and digits one space, none at either end: <c>L'Haÿ-les-Roses</c> becomes <c>l hay les roses</c>.
    /// </summary>
    /// <remarks>Depends on no culture; folding twice gives the same text.</remarks>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length + 4);
        var pendingSpace = false;
        foreach (var character in Decomposed(text))
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!char.IsLetterOrDigit(character))
            {
                pendingSpace = folded.Length > 0;
                continue;
            }

            if (pendingSpace)
            {
                folded.Append(' ');
                pendingSpace = false;
            }

            Append(folded, char.ToLowerInvariant(character));
        }

        return folded.ToString();
    }

    /// <summary>A folded word in the singular, so that it is the same in the plural: <c>horaires</c> becomes <c>horaire</c>.</summary>
    public static string Singular(string folded) =>
        folded is { Length: > 3 } and [.., 's' or 'x'] ? folded[..^1] : folded;

    // KD also turns "²" into "2", "ﬁ" into "fi" and full-width letters into plain ones. A lone surrogate cannot be normalised: such text
    // is kept as it is, and the surrogate becomes a space.
    private static string Decomposed(string text)
    {
        try
        {
            return text.NormalizeBounded(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static void Append(StringBuilder folded, char lower)
    {
        switch (lower)
        {
            case 'œ':
                folded.Append("oe");
                break;
            case 'æ':
                folded.Append("ae");
                break;
            case 'ß':
                folded.Append("ss");
                break;
            case 'ø':
                folded.Append('o');
                break;
            case 'ł':
                folded.Append('l');
                break;
            default:
                folded.Append(lower);
                break;
        }
    }
}
