using System.Globalization;
using System.Text;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// Text as it is compared: lower case, without accents, everything that is neither letter nor digit a single space.
/// « L'Haÿ-les-Roses » becomes <c>l hay les roses</c>.
/// </summary>
internal static class FoldedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var isSpaceDue = false;
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            // Halves of a surrogate pair are kept together; whatever they stand for, it is not a separator.
            if (!char.IsLetterOrDigit(character) && !char.IsSurrogate(character))
            {
                isSpaceDue = folded.Length > 0;
                continue;
            }

            if (isSpaceDue)
            {
                folded.Append(' ');
                isSpaceDue = false;
            }

            Append(folded, char.ToLowerInvariant(character));
        }

        return folded.ToString();
    }

    // Ligatures that decomposition leaves alone.
    private static void Append(StringBuilder folded, char letter)
    {
        switch (letter)
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
            default:
                folded.Append(letter);
                break;
        }
    }
}
