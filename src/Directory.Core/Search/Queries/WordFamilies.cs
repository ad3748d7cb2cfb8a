namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// The noun of an action beside its verb, and the verb beside its noun: « se marier » for « mariage », « déménagement » for « déménager ».
/// Stems keep them apart. What is formed here is looked for among the words of the index: what is no word finds nothing.
/// </summary>
internal static class WordFamilies
{
    private const int MinRoot = 3;

    private static readonly string[] OfEr = ["age", "ement", "ation"];
    private static readonly string[] OfIr = ["issement", "ition"];

    /// <summary>Words that may be of the family of one, without accents; mostly some are none.</summary>
    public static IEnumerable<string> Of(string folded)
    {
        if (folded.EndsWith("er", StringComparison.Ordinal))
        {
            return Formed(folded[..^2], OfEr);
        }

        if (folded.EndsWith("ir", StringComparison.Ordinal))
        {
            return Formed(folded[..^2], OfIr);
        }

        return OfEr.Where(ending => EndsWith(folded, ending)).Select(ending => $"{folded[..^ending.Length]}er")
            .Concat(OfIr.Where(ending => EndsWith(folded, ending)).Select(ending => $"{folded[..^ending.Length]}ir"));
    }

    private static bool EndsWith(string folded, string ending) =>
        folded.Length >= MinRoot + ending.Length && folded.EndsWith(ending, StringComparison.Ordinal);

    // « payer » makes « paiement », « renouveler » makes « renouvellement ».
    private static IEnumerable<string> Formed(string root, string[] endings)
    {
        if (root.Length < MinRoot)
        {
            yield break;
        }

        foreach (var ending in endings)
        {
            yield return (root[^1] == 'y' ? $"{root[..^1]}i" : root) + ending;
            if (root[^1] == 'l' && ending[0] == 'e')
            {
                yield return $"{root}l{ending}";
            }
        }
    }
}
