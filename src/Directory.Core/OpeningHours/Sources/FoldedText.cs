using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// A text folded for comparison, which knows where each of its signs stood: what is found in it can be said in the source's words.
/// </summary>
internal sealed partial class FoldedText
{
    private readonly string _original;
    private readonly int[] _at;

    private FoldedText(string original, string text, int[] at) => (_original, Text, _at) = (original, text, at);

    /// <summary>
    /// Lower case, without accents; hyphens and runs of spaces are one space, curly apostrophes straight, « rdv » written out, sentences
    /// ended by a line break.
    /// </summary>
    public string Text { get; }

    public static FoldedText Of(string original)
    {
        original = Abbreviation().Replace(original, "rendez-vous");
        var (text, at) = (new StringBuilder(original.Length), new List<int>(original.Length + 1));
        for (var index = 0; index < original.Length; index++)
        {
            var sign = original[index];
            var folded =
                char.IsAscii(sign) || char.IsSurrogate(sign) ? sign.ToString() : sign.ToString().NormalizeBounded(NormalizationForm.FormKD);
            foreach (var c in folded.Select(Plain))
            {
                var isRepeated = c == ' ' && (text.Length == 0 || text[^1] is ' ' or '\n');
                if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && !isRepeated)
                {
                    text.Append(c);
                    at.Add(index);
                }
            }
        }

        at.Add(original.Length);
        return new(original, text.ToString(), [.. at]);
    }

    /// <summary>The source's own words for a stretch of <see cref="Text"/>.</summary>
    public string Words(int start, int length) =>
        Spaces().Replace(_original[_at[start].._at[start + length]], " ").Trim(' ', '.', ',', ';', ':', '(', ')');

    /// <summary>The same for a part.</summary>
    public FoldedText Part(int start, int length) => new(_original, Text.Substring(start, length), _at[start..(start + length + 1)]);

    private static char Plain(char c) => c switch
    {
        '’' or '‘' or 'ʼ' or '´' or '`' => '\'',
        '-' or '‐' or '‑' or '–' or '—' => ' ',
        'œ' or 'Œ' => 'o', // « œuvre »: enough for comparisons
        '\r' or '\n' => '\n',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };

    [GeneratedRegex(@"\b(?:rdv\b|r\.d\.v\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
