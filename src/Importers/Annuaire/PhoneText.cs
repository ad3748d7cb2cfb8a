using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>A telephone field, which may hold several numbers and words around them.</summary>
internal static partial class PhoneText
{
    /// <summary>A longer field is no telephone number, whatever it holds.</summary>
    public const int MaxLength = 500;

    /// <summary>One number found.</summary>
    public readonly record struct Found(string Value, bool IsCompleted);

    /// <summary>
    /// The numbers in the text, in their order, and the words left over (« aux heures de permanence »). No number at
    /// all, or one that cannot be read beside others, is not an error here: the caller compares.
    /// </summary>
    /// <param name="text">The field, trimmed.</param>
    /// <param name="departement">See <see cref="PhoneNumber.TryRead"/>.</param>
    /// <param name="remark">What is said beside the numbers, null for nothing.</param>
    /// <param name="isWhole">False where some digits belong to no number found.</param>
    public static IReadOnlyList<Found> Read(string text, string? departement, out string? remark, out bool isWhole)
    {
        (remark, isWhole) = (null, text.Length <= MaxLength);
        if (!isWhole)
        {
            return [];
        }

        var reading = PhoneNumber.TryRead(text, departement, out var value);
        if (reading != PhoneNumber.Reading.Unreadable)
        {
            return [new Found(value, reading == PhoneNumber.Reading.Completed)];
        }

        // « 03 29 86 02 96 03 29 77 39 45 »
        if (TwoNumbers().Match(text) is { Success: true } two)
        {
            return [.. Each(two.Groups[1].Value), .. Each(two.Groups[2].Value)];
        }

        var found = new List<Found>();
        var words = text;
        foreach (Match match in NumberLike().Matches(text))
        {
            var pieces = Each(match.Value).ToList();
            if (pieces.Count == 0)
            {
                // « 0243302137 - 07 87 10 29 11 »
                pieces = [.. match.Value.Split(['-', '/']).SelectMany(Each)];
            }

            isWhole &= pieces.Count > 0;
            found.AddRange(pieces);
            words = words.Replace(match.Value, " ", StringComparison.Ordinal);
        }

        isWhole &= found.Count > 0;
        remark = Remark(words);
        return found;

        IEnumerable<Found> Each(string number)
        {
            var each = PhoneNumber.TryRead(number, departement, out var one);
            return each == PhoneNumber.Reading.Unreadable ? [] : [new Found(one, each == PhoneNumber.Reading.Completed)];
        }
    }

    private static string? Remark(string words)
    {
        var remark = PlainText.Line(words)?.Trim(' ', '(', ')', ':', '-', '/', ',', ';', '.');
        return remark is null || Connectives().IsMatch(remark) ? null : remark;
    }

    [GeneratedRegex(@"^\s*(0[1-9](?:[ .]?[0-9]{2}){4})[\s/,;-]+(0[1-9](?:[ .]?[0-9]{2}){4})\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex TwoNumbers();

    // Digits and what separates them; hours such as 13h30 are words.
    [GeneratedRegex(@"(?<![0-9h])\+?\s?[0-9](?:[0-9 .\-/\u00A0]|\(0\))*[0-9](?!\s?h)", RegexOptions.None, 1000)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"^(?:ou|et|t[eé]l\.?|t[eé]l[eé]phone|fax|mairie|[\W0-9])*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Connectives();
}
