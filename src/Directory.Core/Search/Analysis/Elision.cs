namespace PublicDirectory.Core.Search.Analysis;

/// <summary>The words that lose their last vowel before another word, and mean nothing to a search.</summary>
internal static class Elision
{
    public static bool IsElided(ReadOnlySpan<char> word) => word is
        "l" or "d" or "j" or "m" or "t" or "s" or "n" or "c" or "qu" or "jusqu" or "lorsqu" or "puisqu" or "quoiqu" or "quelqu";
}
