namespace PublicDirectory.Core.Search.Analysis;

/// <summary>What happens to a word that ends with a suffix of the first step.</summary>
internal enum StandardSuffixGroup
{
    Delete,
    Ation,
    Logie,
    Usion,
    Ence,
    Ement,
    Ite,
    If,
    Eaux,
    Aux,
    Euse,
    Issement,
    Amment,
    Emment,
    Ment,
}

/// <summary>What happens to a word that ends as a verb.</summary>
internal enum VerbSuffixGroup
{
    I,
    Ions,
    E,
    A,
}

/// <summary>The suffixes of <see cref="FrenchStemmer"/>; the longest that fits counts, and no shorter one.</summary>
internal static class StemmerSuffixes
{
    public static readonly SuffixTable<StandardSuffixGroup> Standard = new([
        (StandardSuffixGroup.Delete, "ance iqUe isme able iste eux ances iqUes ismes ables istes"),
        (StandardSuffixGroup.Ation, "atrice ateur ation atrices ateurs ations"),
        (StandardSuffixGroup.Logie, "logie logies"),
        (StandardSuffixGroup.Usion, "usion ution usions utions"),
        (StandardSuffixGroup.Ence, "ence ences"),
        (StandardSuffixGroup.Ement, "ement ements"),
        (StandardSuffixGroup.Ite, "ité ités"),
        (StandardSuffixGroup.If, "if ive ifs ives"),
        (StandardSuffixGroup.Eaux, "eaux"),
        (StandardSuffixGroup.Aux, "aux"),
        (StandardSuffixGroup.Euse, "euse euses"),
        (StandardSuffixGroup.Issement, "issement issements"),
        (StandardSuffixGroup.Amment, "amment"),
        (StandardSuffixGroup.Emment, "emment"),
        (StandardSuffixGroup.Ment, "ment ments"),
    ]);

    public static readonly SuffixTable<VerbSuffixGroup> VerbInI = new([
        (VerbSuffixGroup.I, "îmes ît îtes i ie Ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons "
            + "iront is issaIent issais issait issant issante issantes issants isse issent isses issez issiez issions "
            + "issons it"),
    ]);

    public static readonly SuffixTable<VerbSuffixGroup> Verb = new([
        (VerbSuffixGroup.Ions, "ions"),
        (VerbSuffixGroup.E, "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez"),
        (VerbSuffixGroup.A, "âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions"),
    ]);
}

/// <summary>Suffixes by their last character, the longest first.</summary>
internal sealed class SuffixTable<TGroup>
    where TGroup : struct
{
    private readonly Dictionary<char, (string Text, TGroup Group)[]> _byLast;

    public SuffixTable((TGroup Group, string Suffixes)[] groups) => _byLast = groups
        .SelectMany(item => item.Suffixes.Split(' ').Select(text => (text, item.Group)))
        .GroupBy(item => item.text[^1])
        .ToDictionary(same => same.Key, same => same.OrderByDescending(item => item.text.Length).ToArray());

    /// <summary>The longest suffix that the text ends with, or null.</summary>
    public (int Length, TGroup Group)? Longest(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !_byLast.TryGetValue(text[^1], out var candidates))
        {
            return null;
        }

        foreach (var (suffix, group) in candidates)
        {
            if (text.EndsWith(suffix))
            {
                return (suffix.Length, group);
            }
        }

        return null;
    }
}
