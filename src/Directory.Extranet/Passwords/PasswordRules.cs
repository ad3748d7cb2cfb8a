using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Passwords;

/// <summary>
/// What a password must be: long, and not what everyone tries first: known from breaches, made of the person's or the service's name, of
/// common words, runs and repetitions, disguised or not. Nothing is asked of its composition.
/// </summary>
/// <remarks>
/// NIST SP 800-63B-4 §3.1.1.2, whose fifteen characters hold where a password is the only proof; ANSSI's guide on authentication.
/// </remarks>
internal sealed class PasswordRules(BreachedPasswords breached, IOptions<ShellOptions> shell)
{
    /// <summary>Of everyone: those who only propose sign in with nothing else.</summary>
    public const int MinLength = 15;

    /// <summary>More than any sentence, or any password manager, needs; what is compared stays small.</summary>
    public const int MaxLength = 128;

    public const string Hint = "Au moins 15 caractères, par exemple cinq mots sans lien entre eux. Les espaces et les accents comptent.";

    // Each sign is worth this, and so is all that is guessed at once. A breached password has many more of its kind to choose from.
    private const int Known = 2;
    private const int Breached = 3;
    private const int MinWorth = 8;

    private const int MaxPartLength = 40;

    private static readonly string[] Rows =
        ["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890"];
    private static readonly string[] Runs = [.. Rows, .. Rows.Select(row => new string([.. row.Reverse()]))];
    private static readonly HashSet<string> Common = ReadCommon();

    /// <returns>What to do about it, in French; null for a good one.</returns>
    /// <param name="password">As typed.</param>
    /// <param name="personal">Words of the person: their name, their address.</param>
    public string? Refuse(string password, params string[] personal)
    {
        var normal = PasswordText.Normal(password);
        if (PasswordText.Length(normal) < MinLength)
        {
            return $"Choisissez un mot de passe d'au moins {MinLength} caractères, par exemple cinq mots sans lien entre eux.";
        }

        if (PasswordText.Length(normal) > MaxLength)
        {
            return $"Choisissez un mot de passe d'au plus {MaxLength} caractères.";
        }

        var context = personal.Append(shell.Value.ServiceName)
            .SelectMany(text => PasswordText.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word =>
                word.Length >= 3).ToHashSet();
        var folded = PasswordText.Fold(normal);
        if (Worth(folded, part => IsKnown(part, context) ? Known : null) < MinWorth)
        {
            return "Ce mot de passe est trop facile à deviner. Évitez votre nom, celui du service, les mots courants, les suites et les répétitions.";
        }

        return Worth(folded, part => IsKnown(part, context) ? Known : breached.Contains(part) ? Breached : null) < MinWorth
            ? "Ce mot de passe, ou presque le même, figure parmi ceux qui ont fuité d'autres sites : quiconque l'essaiera. Choisissez-en un autre."
            : null;
    }

    // The least that its parts are worth together, over all ways to cut it. A sign alone is worth as much as something known.
    private static int Worth(string text, Func<string, int?> value)
    {
        var least = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + Known;
            for (var start = Math.Max(0, end - MaxPartLength); start <= end - 2; start++)
            {
                if (least[start] + Known < least[end] && value(text[start..end]) is { } worth)
                {
                    least[end] = Math.Min(least[end], least[start] + worth);
                }
            }
        }

        return least[^1];
    }

    private static bool IsKnown(string part, HashSet<string> context) =>
        context.Contains(part)
        || (part.Length >= 3 && Common.Contains(part))
        || part.AsSpan().IndexOfAnyExcept(part[0]) < 0
        || (part.Length <= 8 && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        || (part.Length >= 3 && Array.Exists(Runs, row => row.Contains(part, StringComparison.Ordinal)));

    private static HashSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-words.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')];
    }
}
