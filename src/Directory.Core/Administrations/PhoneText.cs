using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>A telephone number as it is pasted or as a source writes it: several at times, with words around them.</summary>
public static partial class PhoneText
{
    /// <summary>A longer text is no telephone number, whatever it holds.</summary>
    public const int MaxLength = 500;

    /// <summary>One number found.</summary>
    /// <param name="Value">E.164, or a short number.</param>
    /// <param name="IsCompleted">Whether its area code was left out.</param>
    public readonly record struct Found(string Value, bool IsCompleted);

    /// <summary>
    /// The numbers in the text, in their order, and the words left over (« aux heures de permanence », « poste 12 »). No number at
    /// all, or one that cannot be read beside others, is not an error here: the caller compares.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="departement">See <see cref="PhoneNumber.TryRead"/>.</param>
    /// <param name="remark">What is said beside the numbers, null for nothing.</param>
    /// <param name="isWhole">False where some digits belong to no number found.</param>
    public static IReadOnlyList<Found> Read(string text, string? departement, out string? remark, out bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(text);
        (remark, isWhole) = (null, text.Length <= MaxLength);
        if (!isWhole)
        {
            return [];
        }

        text = PlainText.Clean(text).NormalizeBounded(NormalizationForm.FormKC).Trim();
        var extension = Extension().Match(text);
        var words = extension.Success ? text.Remove(extension.Index, extension.Length) : text;
        var reading = PhoneNumber.TryRead(words, departement, out var value);
        if (reading != PhoneNumber.Reading.Unreadable)
        {
            remark = Remark("", extension);
            return [new Found(value, reading == PhoneNumber.Reading.Completed)];
        }

        // « 03 29 86 02 96 03 29 77 39 45 »
        if (TwoNumbers().Match(text) is { Success: true } two)
        {
            return [.. Each(two.Groups[1].Value), .. Each(two.Groups[2].Value)];
        }

        var found = new List<Found>();
        foreach (Match match in NumberLike().Matches(words))
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
        remark = Remark(words, extension);
        return found;

        IEnumerable<Found> Each(string number)
        {
            var each = PhoneNumber.TryRead(number, departement, out var one);
            return each == PhoneNumber.Reading.Unreadable ? [] : [new Found(one, each == PhoneNumber.Reading.Completed)];
        }
    }

    private static string? Remark(string words, Match extension)
    {
        var remark = Spaces().Replace(words, " ").Trim(' ', '(', ')', ':', '-', '/', ',', ';', '.');
        remark = Connectives().IsMatch(remark) ? "" : remark;
        var post = extension.Success ? "poste " + extension.Groups["number"].Value : "";
        return remark.Length == 0 && post.Length == 0 ? null
            : remark.Length == 0 ? post
            : post.Length == 0 ? remark
            : $"{remark}, {post}";
    }

    // « poste 12 », « (poste n° 12) », « ext. 12 », « ;ext=12 », « #12 »: dialled once the call is taken.
    [GeneratedRegex(
        @"[\s,;(]*(?:\b(?:postes?|ext(?:ension)?|interne)\b[.\s]*(?:n[°o]\.?)?[\s:=]*|#\s*)(?<number>[0-9]{1,6})\b\s*\)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^\s*(0[1-9](?:[ .]?[0-9]{2}){4})[\s/,;-]+(0[1-9](?:[ .]?[0-9]{2}){4})\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex TwoNumbers();

    // Digits and what separates them; hours such as 13h30 are words.
    [GeneratedRegex(
        @"(?<![0-9h])(?:\(\s?\+?\s?[0-9]{2,5}\s?\)\s?|\+\s?)?[0-9](?:[0-9 .\-\u2010-\u2015/]|\(0\))*[0-9](?!\s?h)",
        RegexOptions.None, 1000)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"^(?:ou|et|t[eé]l\.?|t[eé]l[eé]phone|fax|mairie|[\W0-9])*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Connectives();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
