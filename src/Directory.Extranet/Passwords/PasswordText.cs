using System.Globalization;
using System.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Passwords;

/// <summary>Passwords as texts: what is hashed, and what is compared with known ones.</summary>
internal static class PasswordText
{
    /// <summary>
    /// The same characters however a keyboard sends them (NFC): « é » as one character or as two. What is no character at all counts as
    /// the replacement character.
    /// </summary>
    public static string Normal(string password)
    {
        var whole = new StringBuilder(password.Length);
        foreach (var rune in password.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString().NormalizeBounded(NormalizationForm.FormC);
    }

    /// <summary>Unicode code points.</summary>
    public static int Length(string normal) => normal.EnumerateRunes().Count();

    /// <summary>
    /// What is left of the disguises that everyone tries: lower case without accents, letters for the digits that stand for them between
    /// letters, nothing but letters and digits.
    /// </summary>
    public static string Fold(string text) => Words(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The same, with a space for each sign that is neither a letter nor a digit.</summary>
    public static string Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.NormalizeBounded(NormalizationForm.FormKD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            var lower = char.ToLowerInvariant(c);
            folded.Append(lower switch
            {
                '@' => 'a',
                '$' => 's',
                '€' => 'e',
                _ => char.IsLetterOrDigit(lower) || char.IsSurrogate(lower) ? lower : ' ',
            });
        }

        return WithoutStandIns(folded.ToString());
    }

    // A zero between letters is an o; at the end of a word it is a digit.
    private static string WithoutStandIns(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 1; i < letters.Length - 1; i++)
        {
            if (char.IsAsciiLetter(text[i - 1]) && char.IsAsciiLetter(text[i + 1]))
            {
                letters[i] = text[i] switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', _ => text[i] };
            }
        }

        return new string(letters);
    }
}
