using System.Globalization;

namespace PublicDirectory.Core.Territories;

/// <summary>How the names of places are compared: people and files spell them in many ways.</summary>
public static class PlaceName
{
    /// <summary>
    /// The name folded (<see cref="TextFolding"/>), with abbreviations spelled out (<c>St</c> is <c>saint</c>,
    /// <c>s/</c> between two words is <c>sur</c>), ordinals as numbers (<c>1er</c>, <c>03</c>) and CEDEX left out:
    /// <c>ST ETIENNE CEDEX 1</c> and <c>Saint-Étienne</c> are both <c>saint etienne</c>.
    /// </summary>
    public static string Fold(string name)
    {
        var words = TextFolding.Fold(name).Split(' ');
        var cedex = Array.IndexOf(words, "cedex");
        var count = cedex > 0 ? cedex : words.Length;
        for (var i = 0; i < count; i++)
        {
            words[i] = words[i] is "s" && i > 0 && i < count - 1 ? "sur" : SpeltOut(words[i]);
        }

        return string.Join(' ', words, 0, count);
    }

    /// <summary>
    /// The length of the article that a folded name starts with, its space included: 3 in <c>le mans</c>, 2 in
    /// <c>l hay les roses</c>, 0 where there is none.
    /// </summary>
    internal static int ArticleLength(ReadOnlySpan<char> folded)
    {
        foreach (var article in (ReadOnlySpan<string>)["le ", "la ", "les ", "l "])
        {
            if (folded.StartsWith(article, StringComparison.Ordinal))
            {
                return article.Length;
            }
        }

        return 0;
    }

    /// <summary>A folded word as names of places spell it: abbreviations spelt out, ordinals as numbers.</summary>
    internal static string SpeltOut(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => Ordinal(word),
    };

    // "1er", "2e", "3eme", "03" → "1", "2", "3", "3": arrondissements are written in all these ways.
    private static string Ordinal(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? word.Length : digits;
        if (digits is 0 or > 4)
        {
            return word;
        }

        return word.AsSpan(digits) is "" or "e" or "er" or "eme" or "ieme" or "ere"
            ? int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : word;
    }
}
