namespace PublicDirectory.Core.Search.Analysis;

/// <summary>From a word to what the index knows it by.</summary>
internal static class FrenchAnalyser
{
    /// <summary>Enough for any word of <see cref="WordReader"/>, stemmed or folded.</summary>
    public const int BufferLength = 2 * (WordReader.MaxWordLength + 1);

    private const int MinStem = 4;

    /// <summary>
    /// The term of a word: its stem without accents. <c>st</c> and <c>ste</c> are <c>saint</c> and <c>sainte</c>, as in
    /// names of places, ordinals are their numbers.
    /// </summary>
    /// <param name="word">Of <see cref="WordReader"/>.</param>
    /// <param name="buffer">Of <see cref="BufferLength"/>.</param>
    public static ReadOnlySpan<char> Term(ReadOnlySpan<char> word, Span<char> buffer)
    {
        word = SpeltOut(word);
        word.CopyTo(buffer);
        var length = char.IsAsciiDigit(word[0]) ? word.Length : FrenchStemmer.Stem(buffer, word.Length);
        if (length < MinStem && word.Length - length >= MinStem)
        {
            // What is left says too little: « amiante » is not of the family of « ami ».
            word.CopyTo(buffer);
            length = word[^1] == 's' ? word.Length - 1 : word.Length;
        }

        FoldInPlace(buffer[..length]);
        return buffer[..length];
    }

    /// <summary>The whole word without accents: what a beginning or a misspelling is compared with.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> word, Span<char> buffer)
    {
        word = SpeltOut(word);
        word.CopyTo(buffer);
        FoldInPlace(buffer[..word.Length]);
        return buffer[..word.Length];
    }

    private static ReadOnlySpan<char> SpeltOut(ReadOnlySpan<char> word) => word switch
    {
        [>= '0' and <= '9', ..] => WithoutOrdinal(word),
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => word,
    };

    // « 7e », « 1er » and « 3ème » as « 7 », « 1 » and « 3 »: arrondissements are written in all these ways.
    private static ReadOnlySpan<char> WithoutOrdinal(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && word[digits..] is "e" or "er" or "re" or "ere" or "ère" or "eme" or "ème" or "ieme" or "ième"
            ? word[..digits]
            : word;
    }

    // Ligatures were spelt out before: one character for one.
    private static void FoldInPlace(Span<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] >= '\u0080')
            {
                word[i] = Folded(word[i]);
            }
        }
    }

    private static char Folded(char character) => character switch
    {
        'à' or 'â' or 'ä' or 'á' or 'ã' or 'å' => 'a',
        'ç' => 'c',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'î' or 'ï' or 'í' or 'ì' => 'i',
        'ñ' => 'n',
        'ô' or 'ö' or 'ó' or 'ò' or 'õ' or 'ø' => 'o',
        'ù' or 'û' or 'ü' or 'ú' => 'u',
        'ÿ' or 'ý' => 'y',
        'ł' => 'l',
        '²' => '2',
        _ => character,
    };
}
