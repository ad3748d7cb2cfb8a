using System.Globalization;
using System.Text;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// What a password must be: long, and not a chain of a few things that everyone tries first. No other composition is asked
/// for (ANSSI's guide on authentication, and NIST SP 800-63B §3.1.1.2, advise against it).
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12;

    /// <summary>Longer ones are refused: hashing must stay cheap enough.</summary>
    public const int MaxLength = 128;

    // What fewer parts than this make up is soon guessed.
    private const int MinParts = 4;

    private static readonly string[] Rows = ["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890"];
    private static readonly HashSet<string> Common = ReadCommon();

    /// <returns>What to do about it, in French; null for a good one.</returns>
    /// <param name="password">As typed.</param>
    /// <param name="personal">Words of the person: their name, their address.</param>
    public static string? Refuse(string password, params string[] personal)
    {
        if (password.Length < MinLength)
        {
            return $"Choisissez un mot de passe d'au moins {MinLength} caractères, par exemple quatre mots sans lien entre eux.";
        }

        if (password.Length > MaxLength)
        {
            return $"Choisissez un mot de passe d'au plus {MaxLength} caractères.";
        }

        var words = personal.SelectMany(text => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length >= 3);
        return Parts(Fold(password).Replace(" ", "", StringComparison.Ordinal), [.. words]) < MinParts
            ? "Ce mot de passe est trop facile à deviner. Évitez votre nom, les mots courants, les suites et les répétitions."
            : null;
    }

    // The least number of guessable parts (a common word, a word of the person, a run, up to eight digits) and single characters.
    private static int Parts(string text, HashSet<string> personal)
    {
        var least = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + 1;
            for (var start = Math.Max(0, end - 40); start <= end - 2; start++)
            {
                if (least[start] + 1 < least[end] && IsGuessable(text.AsSpan(start, end - start), personal))
                {
                    least[end] = least[start] + 1;
                }
            }
        }

        return least[text.Length];
    }

    private static bool IsGuessable(ReadOnlySpan<char> part, HashSet<string> personal)
    {
        var word = part.ToString();
        return personal.Contains(word)
            || (part.Length >= 3 && Common.Contains(word))
            || part.IndexOfAnyExcept(part[0]) < 0
            || (part.Length <= 8 && part.IndexOfAnyExceptInRange('0', '9') < 0)
            || (part.Length >= 3 && IsRun(word));
    }

    private static bool IsRun(string word) => Array.Exists(Rows, row =>
        row.Contains(word, StringComparison.Ordinal) || new string([.. row.Reverse()]).Contains(word, StringComparison.Ordinal));

    // Lower case without accents; the usual stand-ins for letters undone; other signs are spaces, which guess nothing.
    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            var lower = char.ToLowerInvariant(c);
            folded.Append(lower switch
            {
                '@' => 'a',
                '$' => 's',
                '€' => 'e',
                '!' when folded.Length > 0 && folded[^1] != ' ' => ' ',
                _ => char.IsLetterOrDigit(lower) ? lower : ' ',
            });
        }

        return Leet(folded.ToString());
    }

    // A zero between letters is an o; at the end of a word it is a digit.
    private static string Leet(string text)
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

    private static HashSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-words.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
