namespace PublicDirectory.Core.Search;

/// <summary>
/// The weights by which documents are ranked. The defaults were measured (docs/performance.md, « Search »); others are for
/// those who measure.
/// </summary>
public sealed record SearchRanking
{
    /// <summary>How soon more of the same word stops helping.</summary>
    public float Saturation { get; init; } = 12;

    /// <summary>What a word counts in each <see cref="SearchField"/>, in the order of that enumeration.</summary>
    public IReadOnlyList<float> FieldWeights { get; init; } = [24, 4, 4, 2, 2, 1, 1];

    /// <summary>How much the length of each field is held against it, 0 to 1, in the same order.</summary>
    public IReadOnlyList<float> LengthWeights { get; init; } = [0.5f, 0.3f, 0.5f, 1, 0.7f, 0.7f, 1];

    /// <summary>What popularity adds at the most, as a share of the score.</summary>
    public float Popularity { get; init; } = 0.2f;

    /// <summary>What words near each other add at the most, as a share of what they weigh.</summary>
    public float Proximity { get; init; } = 0.15f;

    /// <summary>What the best passage adds at the most, as a share of what its words weigh.</summary>
    public float Passage { get; init; } = 0.2f;

    /// <summary>The length of a passage, in words.</summary>
    public int PassageLength { get; init; } = 100;

    /// <summary>What pairs of query words that stand together in the title add, as a share of what they weigh.</summary>
    public float TitleProximity { get; init; } = 0.5f;

    /// <summary>What a title that says nothing but words of the query adds, as a share of what they weigh.</summary>
    public float TitleShare { get; init; } = 0.2f;

    /// <summary>What a synonym counts against the word itself.</summary>
    public float Synonym { get; init; } = 0.67f;

    /// <summary>What a word of the same family counts against the word itself: « mariage » for « marier ».</summary>
    public float Family { get; init; } = 0.5f;

    /// <summary>
    /// What some words of a set phrase or name of several words count against all of them: « carte » for « carte grise ».
    /// </summary>
    public float LooseWords { get; init; } = 0.4f;

    /// <summary>What a word that only says that something is wanted counts: « je voudrais ».</summary>
    public float Intention { get; init; } = 0.15f;

    /// <summary>What standing in the commune named is worth, against having its name in the best field.</summary>
    public float Place { get; init; } = 1.2f;

    /// <summary>What serving the commune named as what is asked for is worth, against the same.</summary>
    public float Serving { get; init; } = 3;

    /// <summary>The share of the query's weight that a document must cover to be found.</summary>
    public float MinCoverage { get; init; } = 0.4f;

    /// <summary>The same for a message.</summary>
    public float MessageCoverage { get; init; } = 0.08f;
}
