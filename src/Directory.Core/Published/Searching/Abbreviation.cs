using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>
/// Abbreviations among keywords. A démarche keeps « APL » and « Aide personnalisée au logement » as two keywords: that the one
/// stands for the other is seen by its letters, which are the first ones of words of the other, in order.
/// </summary>
internal static class Abbreviation
{
    private const int MaxLength = 10;
    private const int MaxKeywords = 40;

    /// <summary>The abbreviations, each with the first keyword that it may stand for; keywords after the 40th are not looked at.</summary>
    public static IEnumerable<(string Short, string Long)> Among(IReadOnlyList<string> keywords)
    {
        var folded = keywords.Take(MaxKeywords).Select(TextFolding.Fold).ToList();
        for (var i = 0; i < folded.Count; i++)
        {
            if (folded[i].Length is > 1 and <= MaxLength && folded[i].All(char.IsAsciiLetterLower))
            {
                var meant = folded.FindIndex(other => StandsFor(folded[i], other));
                if (meant >= 0)
                {
                    yield return (keywords[i], keywords[meant]);
                }
            }
        }
    }

    private static bool StandsFor(string abbreviation, string phrase)
    {
        var words = phrase.Split(' ');
        if (words.Length < 2 || words[0].Length == 0 || words[0][0] != abbreviation[0])
        {
            return false;
        }

        var matched = 0;
        foreach (var word in words)
        {
            matched += matched < abbreviation.Length && word.StartsWith(abbreviation[matched]) ? 1 : 0;
        }

        return matched == abbreviation.Length;
    }
}
